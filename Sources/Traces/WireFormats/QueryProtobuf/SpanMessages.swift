import TraceModel

/// Puts the spans of several protobuf messages together, as an answer over gRPC brings them.
package struct SpanMessages: ~Copyable {
    package enum Form: Sendable {
        /// `TracesData` of OpenTelemetry, which version 3 of Jaeger's query API gives out.
        case otlp
        /// `SpansResponseChunk` of version 2.
        case jaegerChunk
    }

    private let form: Form
    private var builder = TraceBuilder()
    private var report = DecodeReport()

    package init(_ form: Form) { self.form = form }

    /// Spans that have come.
    package var spanCount: Int { builder.spanCount }

    /// Bytes held for them.
    package var byteCount: Int { builder.byteCount }

    /// Reads a message.
    ///
    /// - Throws: If it is broken; spans before the break are kept.
    /// - Complexity: O(bytes).
    package mutating func add(_ message: [UInt8]) throws(ProtobufError) {
        report.documents += 1
        switch form {
        case .otlp:
            let counts = try message.reading { (bytes) throws(ProtobufError) in
                try OTLPProtobufDecoder.decode(bytes, into: &builder)
            }
            report.add(counts)
        case .jaegerChunk:
            try message.reading { (bytes) throws(ProtobufError) in
                try JaegerProtobufDecoder.decodeChunk(bytes, into: &builder)
            }
        }
    }

    /// What came, by traces.
    package consuming func finish() -> DecodedTraces {
        report.nameUnidentified(in: &builder)
        report.spans = builder.spanCount
        let report = report
        return DecodedTraces(traces: builder.finish(), serverErrors: [], report: report)
    }
}

extension [UInt8] {
    /// Calls `body` with the bytes where they stand.
    fileprivate func reading<Value>(
        _ body: (UnsafeRawBufferPointer) throws(ProtobufError) -> Value
    ) throws(ProtobufError) -> Value {
        let result: Result<Value, ProtobufError> = withUnsafeBytes { bytes in
            Result { () throws(ProtobufError) in try body(bytes) }
        }
        return try result.get()
    }
}
