/// Reads a file of OTLP's protobuf in chunks, one message or `ResourceSpans` at a time.
///
/// Kept in memory is one of these besides the columns, at most ``longestMessage`` bytes.
struct OTLPProtobufInput: ~Copyable {
    /// No exporter writes messages of this length; a broken length ends here.
    static let longestMessage = 1 << 30

    private let framing: OTLPProtobufFraming
    private var buffer: [UInt8] = []
    /// Of the buffer's first byte, counted from the first byte of the input.
    private var offset = 0
    /// An answer of Tempo said that it is not complete, and why.
    private var isPartial = false
    private var reason = ""

    /// Bytes held of a message that is not complete.
    var byteCount: Int { buffer.count }

    init(framing: OTLPProtobufFraming) {
        self.framing = framing
    }

    mutating func feed(
        _ bytes: UnsafeBufferPointer<UInt8>,
        into decoders: inout FormatDecoders
    ) throws(DecodeError) {
        buffer.append(contentsOf: bytes)
        var at = 0
        while at < buffer.count, let next = try nextPart(from: at) {
            try read(next, &decoders)
            at = next.end
        }
        buffer.removeFirst(at)
        offset += at
    }

    /// Ends the input, which must not be in a message.
    mutating func finish(_ decoders: inout FormatDecoders) throws(DecodeError) {
        if isPartial {
            decoders.objects.report.incomplete = DecodeReport.incompleteness(reason)
            isPartial = false
        }
        guard buffer.isEmpty else {
            throw error("the rest of a message", "the end of the input", at: buffer.count)
        }
    }

    /// A message, or a field of one, in the buffer.
    private struct Part {
        /// What stands before the message, its length or its tag, and the message.
        var start: Int
        var message: Range<Int>
        var end: Int { message.upperBound }
        /// The number of the field, if messages are not framed.
        var field: UInt64 = 0
        var number: UInt64 = 0
    }

    /// The part that begins at `start`; nil while it is not complete.
    private func nextPart(from start: Int) throws(DecodeError) -> Part? {
        let rest = buffer[start...]
        switch framing {
        case .bigEndian:
            guard rest.count >= 4 else { return nil }
            let length = rest.prefix(4).reduce(0) { $0 << 8 | UInt64($1) }
            return try part(start, headerLength: 4, length)
        case .varint:
            guard let (length, count) = OTLPProtobufFraming.varint(rest) else {
                guard rest.count < 10 else { throw error("a length", "no varint", at: start) }
                return nil
            }
            return try part(start, headerLength: count, length)
        case .none:
            guard let (tag, count) = OTLPProtobufFraming.varint(rest),
                let (value, valueCount) = OTLPProtobufFraming.varint(rest.dropFirst(count))
            else {
                guard rest.count < 20 else { throw error("a field", "no varint", at: start) }
                return nil
            }
            guard tag & 7 == 2 || tag & 7 == 0, tag >= 8 else {
                throw error("a field of an OTLP message", "wire type \(tag & 7)", at: start)
            }
            let isMessage = tag & 7 == 2
            var part = try part(start, headerLength: count + valueCount, isMessage ? value : 0)
            part?.field = tag >> 3
            part?.number = value
            return part
        }
    }

    private func part(
        _ start: Int,
        headerLength: Int,
        _ length: UInt64
    ) throws(DecodeError) -> Part? {
        guard length <= UInt64(Self.longestMessage) else {
            throw error("a message of at most 1 GiB", "one of \(length) bytes", at: start)
        }
        let message = start + headerLength..<start + headerLength + Int(length)
        return message.upperBound <= buffer.count ? Part(start: start, message: message) : nil
    }

    private mutating func read(_ part: Part, _ decoders: inout FormatDecoders) throws(DecodeError) {
        if case .none = framing, part.field != 1 {
            // Of Tempo's answer: `status` and `message` (grafana/tempo `pkg/tempopb/tempo.proto`).
            if part.field == 3, part.number == 1 { isPartial = true }
            if part.field == 4 { reason = String(decoding: buffer[part.message], as: UTF8.self) }
            return
        }
        decoders.note(.otlpProtobuf)
        decoders.objects.protobufDocuments += 1
        // The tag and length of a `ResourceSpans` before it make it a message of its own.
        var range = part.message
        if case .none = framing {
            let field = part.start..<part.end
            let isTempoAnswer =
                (OTLPProtobufDecoder.spanCount(Array(buffer[field])) ?? 0) == 0
                && (OTLPProtobufDecoder.spanCount(Array(buffer[part.message])) ?? 0) > 0
            if !isTempoAnswer { range = field }
        }
        let start = range.lowerBound
        let result: Result<OTLPProtobufDecoder.Counts, ProtobufError> = buffer.withUnsafeBytes {
            bytes in
            Result { () throws(ProtobufError) in
                try OTLPProtobufDecoder.decode(
                    UnsafeRawBufferPointer(rebasing: bytes[range]),
                    into: &decoders.objects.builder
                )
            }
        }
        do throws(ProtobufError) {
            let counts = try result.get()
            decoders.objects.report.add(counts)
        } catch {
            throw DecodeError(
                offset: offset + start + error.offset,
                path: error.path,
                expected: "an OTLP message",
                found: error.problem.words
            )
        }
    }

    private func error(_ expected: String, _ found: String, at place: Int) -> DecodeError {
        DecodeError(offset: offset + place, path: "", expected: expected, found: found)
    }
}

extension DecodeReport {
    /// Notes what of a message was not taken as it was.
    mutating func add(_ counts: OTLPProtobufDecoder.Counts) {
        unknownEnums += counts.unknownEnums
        if counts.valuesCut > 0 {
            addMalformedPart(
                "Values nested deeper than \(OTLPProtobufDecoder.deepestValue) levels were left empty"
            )
        }
    }
}
