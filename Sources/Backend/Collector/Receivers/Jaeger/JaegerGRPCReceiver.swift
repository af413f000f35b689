/// Receives the spans of Jaeger's agents and older SDKs over gRPC (jaeger-idl `api_v2/collector.proto`).
package struct JaegerGRPCReceiver: GRPCReceiver {
    package init() {}

    package var port: Int { 14250 }
    package var labels: ReceiverLabels { ReceiverLabels(receiver: "jaeger", transport: "grpc") }
    package var name: String { "collector-grpc" }
    package var method: String { "jaeger.api_v2.CollectorService/PostSpans" }
    package var encoding: JaegerProtobufEncoding { JaegerProtobufEncoding() }
    /// Jaeger takes 4 MiB, the collector of OpenTelemetry for the same protocol what OTLP has; more hurts nobody.
    package var messageLimit: Int { 64 << 20 }

    /// The answer has no fields: what no store keeps is only counted.
    package func success(rejectedSpans: Int, message: String) -> [UInt8] { [] }
}
