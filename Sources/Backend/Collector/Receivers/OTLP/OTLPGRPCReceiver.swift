import WireFormats

/// Receives OTLP over gRPC (opentelemetry-proto `docs/specification.md`, OTLP/gRPC).
package struct OTLPGRPCReceiver: GRPCReceiver {
    package init() {}

    package var port: Int { 4317 }
    package var labels: ReceiverLabels { ReceiverLabels(receiver: "otlp", transport: "grpc") }
    package var method: String {
        "opentelemetry.proto.collector.trace.v1.TraceService/Export"
    }
    package var encoding: OTLPEncoding { .protobuf }
    /// What the specification advises.
    package var messageLimit: Int { 64 << 20 }

    package func success(rejectedSpans: Int, message: String) -> [UInt8] {
        ExportTraceServiceResponse(
            rejectedSpans: Int64(rejectedSpans),
            errorMessage: message
        ).protobuf
    }
}
