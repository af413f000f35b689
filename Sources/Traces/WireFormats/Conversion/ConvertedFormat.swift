package import TraceModel

/// A format that `spoor convert` and `:save` write.
package enum ConvertedFormat: String, Sendable, CaseIterable {
    case jaeger
    case otlp
    /// One `TracesData` in OTLP JSON per trace, each on a line, as the Collector's file exporter writes them.
    case otlpLines = "otlp-lines"
    /// One `TracesData` in protobuf, which is also an `ExportTraceServiceRequest`.
    case otlpProtobuf = "otlp-proto"
    /// Zipkin's version 2: one list of spans.
    case zipkin
    /// What `spoor trace -o json` prints, of any number of traces: nothing is lost.
    case spoor

    /// What it is when it is read.
    package var read: TraceFormat {
        switch self {
        case .jaeger: .jaegerJSON
        case .otlp, .otlpLines: .otlpJSON
        case .otlpProtobuf: .otlpProtobuf
        case .zipkin: .zipkinJSON
        case .spoor: .spoorJSON
        }
    }

    /// What it is, as a part of a sentence.
    package var meaning: String {
        switch self {
        case .jaeger: "the JSON of Jaeger's query API"
        case .otlp: "one document of OTLP JSON"
        case .otlpLines: "OTLP JSON, one trace per line, as the Collector's file exporter writes it"
        case .otlpProtobuf:
            "one message in protobuf, such as may be sent to port 4318 of a receiver"
        case .zipkin: "Zipkin's version 2, one list of spans"
        case .spoor: "Spoor's own JSON, which holds everything"
        }
    }

    /// Whether a terminal cannot show it.
    package var isBinary: Bool { self == .otlpProtobuf }

    /// All of `traces`, a piece at a time; a trace is asked for no sooner than it is written.
    package func pieces(of traces: FoundTraces) -> AnySequence<[UInt8]> {
        switch self {
        case .jaeger: Self.document(JaegerDocument(), traces)
        case .otlp: Self.document(OTLPDocument(), traces)
        case .zipkin: Self.document(ZipkinDocument(), traces)
        case .spoor: Self.document(SpoorDocument(), traces)
        case .otlpLines:
            AnySequence(
                (0..<traces.count).lazy.map { encodeTraces([traces[$0]], as: .otlpJSON) }
            )
        // The requests of several traces one after another are one message.
        case .otlpProtobuf:
            AnySequence((0..<traces.count).lazy.map { OTLPProtobufEncoder.encode(traces[$0]) })
        }
    }

    private static func document(
        _ document: some TraceDocument,
        _ traces: FoundTraces
    ) -> AnySequence<[UInt8]> {
        AnySequence {
            var encoder = TraceEncoder(traces, as: document)
            return AnyIterator { encoder.next() }
        }
    }
}
