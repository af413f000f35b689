/// Reads one JSON document after another for the traces and spans in it, whatever is around them, and hands these to the decoders
/// of their formats.
///
/// The look-ahead is bounded: what may still turn out to be part of a span is kept, at most ``mostHeld`` bytes of it. A span or
/// trace that is known goes to its decoder straight from the input.
struct JSONShapeReader: ~Copyable {
    /// The most bytes that are kept of something that is not known yet.
    static let mostHeld = 16 << 20

    private var tokenizer = JSONTokenizer()
    private(set) var handler = ShapeHandler()
    /// What is being read by a decoder.
    private var part: Part?
    /// The bytes from `heldStart` to the present ones, as far as they may be needed again.
    private var held: [UInt8] = []
    private var heldStart = 0
    /// Of the next byte, counted from the first byte of the input.
    private var position = 0
    /// A document is being read.
    private(set) var isOpen = false
    /// What the tokenizer had repaired before what is being looked at, which a decoder may read again.
    private var repairedBefore = (strings: 0, controls: 0)

    private struct Part {
        var find: ShapeFind
        var format: WrittenFormat
        var path: String
    }

    /// Longest text of a wrapper that is kept, in bytes.
    var longestString: Int {
        get { tokenizer.longestString }
        set { tokenizer.longestString = newValue }
    }

    /// Whole documents so far.
    var documents: Int { tokenizer.documents }

    /// Texts of wrappers in which invalid UTF-8 or a lone surrogate was replaced by U+FFFD.
    var repairedStrings: Int { tokenizer.repairedStrings }
    /// Texts of wrappers with unescaped control characters.
    var rawControlStrings: Int { tokenizer.rawControlStrings }

    /// Begins a document at absolute `offset`.
    mutating func begin(at offset: Int) {
        tokenizer.startOver(at: offset)
        position = offset
        isOpen = true
    }

    /// Reads on until the document ends; returns how many bytes that took.
    mutating func feed(
        _ bytes: UnsafeBufferPointer<UInt8>,
        into decoders: inout FormatDecoders
    ) throws(DecodeError) -> Int {
        var at = 0
        while at < bytes.count, isOpen {
            let rest = UnsafeBufferPointer(rebasing: bytes[at...])
            if part != nil {
                at += try feedPart(rest, endingAt: position + at, &decoders)
            } else {
                at += try tokenizer.feed(rest, to: &handler, untilDepth: 0)
                if let find = handler.find {
                    at = try take(find, bytes, at, &decoders)
                } else if tokenizer.frames.isEmpty, tokenizer.partial == .none {
                    isOpen = false
                }
            }
        }
        keep(bytes)
        position += at
        return at
    }

    /// Where to cut `bytes` for batches to begin there, if that is likely to be worth it.
    func beginningOfBatches(
        in bytes: UnsafeBufferPointer<UInt8>,
        of decoders: borrowing FormatDecoders
    ) -> Int? {
        guard isOpen, let part else { return nil }
        return decoders.beginningOfBatches(part.format, in: bytes)
    }

    /// A span has just ended in a list that can be read in batches.
    func isBetweenSpans(of decoders: borrowing FormatDecoders) -> Bool {
        guard isOpen, let part else { return false }
        return decoders.isBetweenSpans(part.format)
    }

    /// Reads on in batches where ``isBetweenSpans(of:)``; returns how many bytes that took.
    mutating func feedBatches(
        _ bytes: UnsafeBufferPointer<UInt8>,
        into decoders: inout FormatDecoders,
        _ batching: SpanBatching,
        within room: Int
    ) -> Int {
        guard isOpen, let part else { return 0 }
        let count = decoders.feedBatches(part.format, bytes, batching, within: room)
        position += count
        return count
    }

    /// Counts documents that others read.
    mutating func passOver(documents count: Int) { tokenizer.passOver(documents: count) }

    /// Ends the input, which must not be in a document.
    mutating func finish(_ decoders: inout FormatDecoders) throws(DecodeError) {
        guard isOpen else { return }
        if let part {
            do throws(DecodeError) {
                try decoders.endInput(as: part.format)
            } catch {
                throw error.within(part.path, wrapper: part.find.wrapper.path)
            }
        }
        try tokenizer.finish(&handler)
    }

    /// Gives the document up that is being read.
    mutating func abandon(_ decoders: inout FormatDecoders) {
        if let part { decoders.abandonPart(part.format) }
        part = nil
        held = []
        isOpen = false
        handler.startOver()
        tokenizer.startOver(at: position)
        (tokenizer.repairedStrings, tokenizer.rawControlStrings) = repairedBefore
    }

    private mutating func feedPart(
        _ bytes: UnsafeBufferPointer<UInt8>,
        endingAt start: Int,
        _ decoders: inout FormatDecoders
    ) throws(DecodeError) -> Int {
        guard let part else { return 0 }
        let wrapper = part.find.wrapper
        let read: (count: Int, isComplete: Bool)
        do throws(DecodeError) {
            read = try decoders.feedPart(part.format, bytes, depth: wrapper.depth)
        } catch {
            throw error.within(part.path, wrapper: wrapper.path)
        }
        if read.isComplete {
            decoders.endPart(part.format, wrapper)
            self.part = nil
            goOn(at: start + read.count, depth: part.find.depth)
        }
        return read.count
    }

    /// Hands over what was found, and returns where in `bytes` to go on.
    private mutating func take(
        _ find: ShapeFind,
        _ bytes: UnsafeBufferPointer<UInt8>,
        _ at: Int,
        _ decoders: inout FormatDecoders
    ) throws(DecodeError) -> Int {
        let earlier = find.start < position ? Array(held[(find.start - heldStart)...]) : []
        let start = max(0, find.start - position)
        guard let format = find.format.written else {
            if try decoders.objects.add(earlier + bytes[start..<at], as: find.format) {
                decoders.note(find.format)
            } else {
                handler.passOver()
            }
            goOn(at: position + at, depth: find.depth)
            return at
        }
        (tokenizer.repairedStrings, tokenizer.rawControlStrings) = repairedBefore
        let path = tokenizer.path(depth: find.depth)
        part = Part(find: find, format: format, path: path)
        decoders.beginPart(format, at: find.start, find.wrapper)
        let result: Result<Void, DecodeError> = earlier.withUnsafeBufferPointer { earlier in
            Result { () throws(DecodeError) in
                _ = try feedPart(earlier, endingAt: position, &decoders)
            }
        }
        try result.get()
        return start
    }

    private mutating func goOn(at offset: Int, depth: Int) {
        if handler.isPausing { handler.goOn(depth: depth) }
        tokenizer.goOn(at: offset, depth: depth)
        repairedBefore = (tokenizer.repairedStrings, tokenizer.rawControlStrings)
        held = []
        isOpen = !tokenizer.frames.isEmpty
    }

    /// Keeps of the bytes that were read what may be needed again.
    private mutating func keep(_ bytes: UnsafeBufferPointer<UInt8>) {
        guard isOpen, part == nil, let from = handler.keepsFrom else {
            held = []
            return
        }
        if held.isEmpty { heldStart = position }
        if from > heldStart {
            held.removeFirst(min(held.count, from - heldStart))
            heldStart = from
        }
        held.append(contentsOf: bytes[max(0, heldStart + held.count - position)...])
        while held.count > Self.mostHeld, let oldest = handler.keepsFrom {
            handler.forget(before: oldest + 1)
            let next = handler.keepsFrom ?? position + bytes.count
            held.removeFirst(min(held.count, next - heldStart))
            heldStart = next
        }
    }
}

extension TraceFormat {
    /// The format as one of a decoder that reads a stream; nil for one that is read span by span.
    fileprivate var written: WrittenFormat? {
        switch self {
        case .jaegerJSON, .jaegerDocuments: .jaegerJSON
        case .otlpJSON: .otlpJSON
        case .spoorJSON: .spoorJSON
        case .otlpProtobuf, .zipkinJSON, .jaegerGRPCJSON, .dataPrepperDocuments, .tempoSearch,
            .pythonConsole, .goConsole, .javaScriptConsole, .javaLog:
            nil
        }
    }
}
