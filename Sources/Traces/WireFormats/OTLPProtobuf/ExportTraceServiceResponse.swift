/// The answer to an OTLP request that was taken, wholly or in part (opentelemetry-proto
/// `trace_service.proto`, `ExportTraceServiceResponse`).
package struct ExportTraceServiceResponse: Sendable, Equatable {
    /// Spans that were refused and are not to be sent again; zero means all were taken.
    package var rejectedSpans: Int64
    /// Why, or a warning when nothing was refused.
    package var errorMessage: String

    package init(rejectedSpans: Int64 = 0, errorMessage: String = "") {
        self.rejectedSpans = rejectedSpans
        self.errorMessage = errorMessage
    }

    private static let partialSuccess: UInt64 = 1 << 3 | 2
    private static let rejected: UInt64 = 1 << 3
    private static let message: UInt64 = 2 << 3 | 2

    /// As protobuf, the partial success there even when it is empty, as the Collector writes it.
    package var protobuf: [UInt8] {
        var writer = ProtobufWriter()
        let mark = writer.beginMessage(Self.partialSuccess)
        writer.field(Self.rejected, varint: UInt64(bitPattern: rejectedSpans))
        if !errorMessage.isEmpty { writer.field(Self.message, bytes: errorMessage.utf8) }
        writer.endMessage(mark)
        return writer.bytes
    }

    /// Reads protobuf; an empty body is a success.
    package init(protobuf bytes: [UInt8]) throws(ProtobufError) {
        self.init()
        try ProtobufFields.forEach(in: bytes) { (field) throws(ProtobufError) in
            guard field.number == 1 else { return }
            try ProtobufFields.forEach(in: try field.bytes()) { (field) throws(ProtobufError) in
                if field.number == 1 { rejectedSpans = Int64(bitPattern: try field.varint()) }
                if field.number == 2 { errorMessage = try field.text() }
            }
        }
    }
}
