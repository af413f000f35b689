import TraceModel

/// Decodes traces of any format we know, from chunks cut anywhere, whatever is around them.
///
/// What a document is, its shape says: the members of the objects in it, not where they stand nor what stands before them. Bytes
/// must be uncompressed; text may be UTF-8 or UTF-16.
package struct TraceDecoder: ~Copyable {
    /// The format on the caller's word, which is then not looked for.
    private let given: WrittenFormat?
    private var decoders = FormatDecoders()
    private var text = TextInput()
    private var messages: OTLPProtobufInput?
    private var coding: TextCoding?
    /// The first bytes, which tell how text is coded and what input looks like that is no trace.
    private var beginning: [UInt8] = []
    private var failure: DecodeError?
    private let limits: DecodeLimits
    private var watch = DecodeWatch()
    /// Bytes read before the present piece.
    private var consumed = 0
    /// How lists of spans are cut to be read on several cores.
    var batching = SpanBatching.usual
    /// How often that was in vain since it last was not.
    private var failedBatches = 0
    /// Bytes read in batches.
    private(set) var batchedBytes = 0

    private static let beginningLength = 512

    /// A decoder that takes the caller's word for the format, or finds it by looking.
    ///
    /// Beyond `limits`, reading ends with an error; what came before it is still to be had by ``partial()``.
    package init(format: WrittenFormat? = nil, limits: DecodeLimits = .none) {
        given = format
        self.limits = limits
        decoders.longestString = limits.value
        text.longestString = limits.value
    }

    /// Bytes held for what was read.
    private mutating func byteCount() -> Int {
        decoders.byteCount + (messages?.byteCount ?? 0)
    }

    /// A decoder of OTLP requests, which are to be stored as they were sent: ids are such as protobuf could hold, and a span that
    /// has none is left without.
    package static func ofRequests() -> TraceDecoder {
        var decoder = TraceDecoder(format: .otlpJSON)
        decoder.decoders = .ofRequests()
        return decoder
    }

    /// The formats found so far, in the order found.
    package var formats: [TraceFormat] { given.map { [$0.format] } ?? decoders.formats }

    /// Spans complete so far.
    package var spanCount: Int { decoders.spanCount }

    /// Reads the next bytes; after an error every further call throws it again.
    package mutating func feed(_ bytes: UnsafeBufferPointer<UInt8>) throws(DecodeError) {
        if let failure { throw failure }
        do throws(DecodeError) {
            var rest = bytes[...]
            // A piece that was compressed may be large: limits hold within it too.
            while !rest.isEmpty {
                let left = UnsafeBufferPointer(rebasing: rest)
                var count = feedBatches(left)
                if count == 0 {
                    let piece = UnsafeBufferPointer(rebasing: left.prefix(pieceSize(in: left)))
                    if let given {
                        try decoders.feed(piece, as: given)
                    } else {
                        try look(at: piece)
                    }
                    count = piece.count
                }
                rest = rest.dropFirst(count)
                consumed += count
                let exceeded = watch.note(
                    bytes: count,
                    spans: spanCount,
                    memory: byteCount(),
                    limits
                )
                if let exceeded {
                    throw DecodeError(offset: consumed, exceeded: exceeded, limits)
                }
            }
        } catch {
            failure = error
            throw error
        }
    }

    private static let pieceSize = 256 << 10

    /// How many of the next bytes are read at once: up to where batches may begin, if they may.
    private func pieceSize(in bytes: UnsafeBufferPointer<UInt8>) -> Int {
        let size = min(Self.pieceSize, bytes.count)
        guard mayBatch(bytes), !text.isBeforeBatches(bytes, decoders) else { return size }
        return min(size, text.beginningOfBatches(in: bytes, decoders) ?? size)
    }

    private func mayBatch(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        bytes.count >= batching.least && failedBatches < Self.mostFailedBatches
            && coding?.form == .utf8
            && bytes.count <= limits.input - consumed
    }

    /// Reads on in batches, if bytes are many and begin with spans of a list or with lines; returns how many bytes that took.
    private mutating func feedBatches(_ bytes: UnsafeBufferPointer<UInt8>) -> Int {
        guard mayBatch(bytes), text.isBeforeBatches(bytes, decoders) else { return 0 }
        let count = text.feedBatches(
            bytes,
            into: &decoders,
            batching,
            within: min(limits.span, limits.traces - byteCount())
        )
        // The end of each list is met within a batch.
        failedBatches = count == 0 ? failedBatches + 1 : 0
        batchedBytes += count
        return count
    }

    /// Beyond so many, an input is one of those that are not worth the attempt.
    private static let mostFailedBatches = 8

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
            if let given {
                try decoders.endInput(as: given)
            } else {
                if coding == nil && messages == nil { try begin() }
                if messages != nil {
                    try messages?.finish(&decoders)
                } else {
                    try text.finish(&decoders)
                }
                try refuseStrangers()
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
        var decoded = decoders.partial()
        if given == nil {
            decoded.report.documents = messages == nil ? 0 : decoded.report.documents
            decoded.report.merge(text.report)
            decoded.report.repairedStrings += coding?.repaired ?? 0
            decoded.serverErrors += text.reader.handler.serverErrors
        }
        self = TraceDecoder(format: given, limits: limits)
        return decoded
    }

    private mutating func look(at bytes: UnsafeBufferPointer<UInt8>) throws(DecodeError) {
        if beginning.count < Self.beginningLength, coding == nil, messages == nil {
            beginning.append(contentsOf: bytes)
            if beginning.count >= OTLPProtobufFraming.telling { try begin() }
        } else {
            try read(bytes)
        }
    }

    /// Decides by the first bytes how the input is coded, and reads them.
    private mutating func begin() throws(DecodeError) {
        let bytes = beginning
        beginning = Array(bytes.prefix(Self.beginningLength))
        var start = 0
        if let framing = OTLPProtobufFraming(beginning: bytes) {
            messages = OTLPProtobufInput(framing: framing)
        } else {
            let coding = TextCoding(beginning: bytes)
            start = coding.markLength
            self.coding = coding
        }
        let result: Result<Void, DecodeError> = bytes.withUnsafeBufferPointer { bytes in
            Result { () throws(DecodeError) in
                try read(UnsafeBufferPointer(rebasing: bytes[start...]))
            }
        }
        try result.get()
    }

    private mutating func read(_ bytes: UnsafeBufferPointer<UInt8>) throws(DecodeError) {
        if messages != nil {
            try messages?.feed(bytes, into: &decoders)
        } else if coding?.form == .utf8 {
            try text.feed(bytes, into: &decoders)
        } else {
            let decoded = coding?.decode(bytes) ?? []
            let result: Result<Void, DecodeError> = decoded.withUnsafeBufferPointer { decoded in
                Result { () throws(DecodeError) in try text.feed(decoded, into: &decoders) }
            }
            try result.get()
        }
    }

    /// Input in which nothing is of a known format is none of ours.
    private func refuseStrangers() throws(DecodeError) {
        guard decoders.formats.isEmpty, !text.isFruitful, text.reader.handler.serverErrors.isEmpty
        else { return }
        throw DecodeError(
            looksLike: LooksLike.description(
                of: beginning,
                keys: text.reader.handler.unknownKeys,
                hasJSON: text.reader.handler.unknownCount > 0
            )
        )
    }
}

/// Decodes `bytes`, which hold whole documents; the format is found by looking unless given.
package func decodeTraces(
    _ bytes: [UInt8],
    format: WrittenFormat? = nil
) throws(DecodeError) -> DecodedTraces {
    var decoder = TraceDecoder(format: format)
    try decoder.feed(bytes)
    return try decoder.finish()
}
