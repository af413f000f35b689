import TraceModel

/// Decodes traces of any JSON format we know, from chunks cut anywhere.
///
/// Bytes are held back until the format is clear, which takes a few of them. They must be uncompressed.
package struct TraceDecoder: ~Copyable {
    private var jaeger = JSONTraceDecoder<JaegerHandler>()
    private var otlp = JSONTraceDecoder<OTLPHandler>()
    private var spoor = JSONTraceDecoder<SpoorHandler>()
    private var tokenizer = JSONTokenizer()
    private var sniffer = TraceFormatSniffer()
    /// What came while the format was not clear.
    private var held: [UInt8] = []
    private var failure: DecodeError?

    /// The format, once it is clear.
    package private(set) var format: TraceFormat?

    /// A file whose format is not clear after so many bytes is none of ours.
    private static let mostHeld = 1 << 20

    /// A decoder that takes the caller's word for the format, or finds it by looking.
    package init(format: TraceFormat? = nil) {
        self.format = format
    }

    /// A decoder of OTLP requests, which are to be stored as they were sent: ids are such as protobuf could hold, and a span that
    /// has none is left without.
    package static func ofRequests() -> TraceDecoder {
        var handler = OTLPHandler()
        handler.isOfRequest = true
        var decoder = TraceDecoder(format: .otlpJSON)
        decoder.otlp = JSONTraceDecoder(handler)
        return decoder
    }

    /// Spans complete so far.
    package var spanCount: Int {
        switch format {
        case .jaegerJSON: jaeger.spanCount
        case .otlpJSON: otlp.spanCount
        case .spoorJSON: spoor.spanCount
        case nil: 0
        }
    }

    /// Reads the next bytes; after an error every further call throws it again.
    package mutating func feed(_ bytes: UnsafeBufferPointer<UInt8>) throws(DecodeError) {
        if let failure { throw failure }
        do throws(DecodeError) {
            if let format { try feed(bytes, as: format) } else { try sniff(bytes) }
        } catch {
            failure = error
            throw error
        }
    }

    /// Reads the next bytes; after an error every further call throws it again.
    package mutating func feed(_ bytes: [UInt8]) throws(DecodeError) {
        let result: Result<Void, DecodeError> = bytes.withUnsafeBufferPointer { bytes in
            Result { () throws(DecodeError) in try feed(bytes) }
        }
        try result.get()
    }

    /// Ends the input, which must hold whole documents of a known format.
    ///
    /// The decoder is as new afterwards.
    package mutating func finish() throws(DecodeError) -> DecodedTraces {
        if let failure { throw failure }
        do throws(DecodeError) {
            if format == nil, let guess = sniffer.guess { try begin(guess) }
            switch format {
            case .jaegerJSON: try jaeger.endInput()
            case .otlpJSON: try otlp.endInput()
            case .spoorJSON: try spoor.endInput()
            case nil:
                try tokenizer.finish(&sniffer)
                // An empty list or object is complete, and holds no traces; anything else is not ours.
                guard !sniffer.hasContent else { throw unknownFormat() }
            }
        } catch {
            failure = error
            throw error
        }
        return partial()
    }

    /// What has come so far, of broken or unfinished input too.
    ///
    /// The decoder is as new afterwards.
    package mutating func partial() -> DecodedTraces {
        if format == nil, let guess = sniffer.guess { try? begin(guess) }
        let decoded: DecodedTraces
        switch format {
        case .otlpJSON: decoded = otlp.partial()
        case .spoorJSON: decoded = spoor.partial()
        case .jaegerJSON, nil: decoded = jaeger.partial()
        }
        self = TraceDecoder()
        return decoded
    }

    private mutating func feed(
        _ bytes: UnsafeBufferPointer<UInt8>,
        as format: TraceFormat
    ) throws(DecodeError) {
        switch format {
        case .jaegerJSON: try jaeger.feed(bytes)
        case .otlpJSON: try otlp.feed(bytes)
        case .spoorJSON: try spoor.feed(bytes)
        }
    }

    private mutating func sniff(_ bytes: UnsafeBufferPointer<UInt8>) throws(DecodeError) {
        do throws(DecodeError) {
            try tokenizer.feed(bytes, to: &sniffer)
        } catch {
            // Broken later than the key that told the format: the format's own decoder reports it.
            guard sniffer.format ?? sniffer.guess != nil else {
                throw sniffer.isContainer ? error : unknownFormat(held + bytes)
            }
            held.append(contentsOf: bytes)
            try begin(sniffer.format ?? sniffer.guess ?? .jaegerJSON)
            return
        }
        held.append(contentsOf: bytes)
        if let found = sniffer.format {
            try begin(found)
        } else if held.count >= Self.mostHeld {
            guard let guess = sniffer.guess else { throw unknownFormat() }
            try begin(guess)
        }
    }

    /// Takes the format for known, and what was held back for its beginning.
    private mutating func begin(_ found: TraceFormat) throws(DecodeError) {
        format = found
        let start = held
        held = []
        let result: Result<Void, DecodeError> = start.withUnsafeBufferPointer { bytes in
            Result { () throws(DecodeError) in try feed(bytes, as: found) }
        }
        try result.get()
    }

    private func unknownFormat(_ bytes: [UInt8]? = nil) -> DecodeError {
        let bytes = bytes ?? held
        let shown = bytes.withUnsafeBufferPointer { JSONTokenizer.quoted($0, at: 0) }
        return DecodeError(
            offset: 0,
            path: "",
            expected: "traces as \(TraceFormat.allNames)",
            found: bytes.isEmpty ? "the end of the input" : shown
        )
    }
}

/// Decodes `bytes`, which hold whole documents; the format is found by looking unless given.
package func decodeTraces(
    _ bytes: [UInt8],
    format: TraceFormat? = nil
) throws(DecodeError) -> DecodedTraces {
    var decoder = TraceDecoder(format: format)
    try decoder.feed(bytes)
    return try decoder.finish()
}
