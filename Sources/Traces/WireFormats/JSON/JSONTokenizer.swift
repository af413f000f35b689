/// Reads JSON (RFC 8259) from chunks cut anywhere and tells a ``JSONHandler`` what it finds; never a tree.
///
/// Takes several documents after one another, with or without line breaks between them, and a byte order mark.
/// More lenient than the standard in one point: unescaped control characters in strings are kept and counted.
/// Only tokens that cross chunks, and strings with escapes, are copied.
struct JSONTokenizer: ~Copyable {
    /// Arrays and objects inside one another before reading is given up.
    static let maximumDepth = 1024

    /// What may come next.
    enum Expectation: UInt8 {
        case document, value, valueOrEnd, key, keyOrEnd, colon, commaOrEnd
    }

    /// The token that the end of the last chunk cut.
    enum Partial: UInt8 {
        case none, string, number, literal, byteOrderMark
    }

    var expectation = Expectation.document
    var frames: [JSONFrame] = []
    /// Keys of open objects whose bytes are no longer in the chunk, by depth.
    var keptKeys: [[UInt8]] = []
    /// Keys were read in the present chunk.
    var hasKeysInChunk = false
    var isInObject = false

    var partial = Partial.none
    /// The part of a cut token that earlier chunks held; without the opening quote of a string.
    var scratch: [UInt8] = []
    /// Absolute offset of the first byte of `scratch`.
    var scratchOffset = 0
    var stringScan = StringScan()
    /// The text of a string without its escapes.
    var unescaped: [UInt8] = []

    /// The present chunk, while `feed` lasts; keys of open objects may lie in it.
    var chunkBase: UnsafePointer<UInt8>?
    /// Bytes of all chunks before the present one.
    var consumed = 0
    /// Complete top-level values.
    private(set) var documents = 0
    /// Strings and keys in which invalid UTF-8 or a lone surrogate was replaced by U+FFFD.
    var repairedStrings = 0
    /// Strings and keys with unescaped control characters.
    var rawControlStrings = 0
    /// Longest string or key taken, in bytes as sent; the rest of a longer one is passed over.
    var longestString = Int.max
    /// Strings and keys that were cut.
    var cutStrings = 0
    private(set) var failure: DecodeError?
    /// Reading stops behind the container whose end leaves so many open; -1 for never.
    private var pauseDepth = -1

    /// Reads `chunk`; after an error every further call throws it again.
    mutating func feed<Handler: JSONHandler & ~Copyable>(
        _ chunk: UnsafeBufferPointer<UInt8>,
        to handler: inout Handler
    ) throws(DecodeError) {
        _ = try feed(chunk, to: &handler, untilDepth: -1)
    }

    /// Reads `chunk` until the end of the container that leaves `depth` open, or until the handler wants to pause.
    ///
    /// - Returns: The number of bytes read.
    mutating func feed<Handler: JSONHandler & ~Copyable>(
        _ chunk: UnsafeBufferPointer<UInt8>,
        to handler: inout Handler,
        untilDepth depth: Int
    ) throws(DecodeError) -> Int {
        if let failure { throw failure }
        guard let base = chunk.baseAddress, !chunk.isEmpty else { return 0 }
        chunkBase = base
        pauseDepth = depth
        defer { chunkBase = nil }
        let end: Int
        do throws(DecodeError) {
            end = try scan(base, chunk.count, &handler)
        } catch {
            failure = error
            throw error
        }
        keepOpenKeys(base)
        consumed += end
        return end
    }

    /// Ends the input, which must not be in the middle of a document, and must hold one.
    mutating func finish<Handler: JSONHandler & ~Copyable>(
        _ handler: inout Handler
    ) throws(DecodeError) {
        if let failure { throw failure }
        do throws(DecodeError) {
            if partial == .number && frames.isEmpty {
                try endPartialNumber(&handler)
            }
            guard partial == .none, frames.isEmpty, documents > 0 else {
                throw endOfInputError()
            }
        } catch {
            failure = error
            throw error
        }
    }

    // Inlined into a caller that knows more it is slower by some percent.
    @inline(never)
    private mutating func scan<Handler: JSONHandler & ~Copyable>(
        _ base: UnsafePointer<UInt8>,
        _ count: Int,
        _ handler: inout Handler
    ) throws(DecodeError) -> Int {
        var at = 0
        if partial != .none {
            at = try resume(base, count, &handler)
        }
        while at < count {
            if handler.isPausing { return at }
            let byte = base[at]
            if byte <= 0x20 {
                guard byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 else {
                    throw unexpected(base, at, count)
                }
                at &+= 1
                continue
            }
            switch expectation {
            case .commaOrEnd:
                if byte == UInt8(ascii: ",") {
                    nextElement()
                    at &+= 1
                } else {
                    try endContainer(base, at, count, &handler)
                    at &+= 1
                    if frames.count == pauseDepth { return at }
                }
            case .key, .keyOrEnd:
                if byte == UInt8(ascii: "\"") {
                    at = try key(base, at &+ 1, count, &handler)
                } else if expectation == .keyOrEnd {
                    try endContainer(base, at, count, &handler)
                    at &+= 1
                    if frames.count == pauseDepth { return at }
                } else {
                    throw unexpected(base, at, count)
                }
            case .colon:
                guard byte == UInt8(ascii: ":") else { throw unexpected(base, at, count) }
                expectation = .value
                at &+= 1
            case .value:
                at = try value(byte, base, at, count, &handler)
            case .valueOrEnd:
                if byte == UInt8(ascii: "]") {
                    try endContainer(base, at, count, &handler)
                    at &+= 1
                    if frames.count == pauseDepth { return at }
                } else {
                    at = try value(byte, base, at, count, &handler)
                }
            case .document:
                if byte == 0xEF && consumed == 0 && at == 0 {
                    partial = .byteOrderMark
                    scratch.removeAll(keepingCapacity: true)
                    at = try resumeByteOrderMark(base, at, count)
                } else {
                    at = try value(byte, base, at, count, &handler)
                }
            }
        }
        return at
    }

    /// Reads a value that begins with `byte`, and returns where to go on.
    @inline(__always)
    private mutating func value<Handler: JSONHandler & ~Copyable>(
        _ byte: UInt8,
        _ base: UnsafePointer<UInt8>,
        _ at: Int,
        _ count: Int,
        _ handler: inout Handler
    ) throws(DecodeError) -> Int {
        switch byte {
        case UInt8(ascii: "\""):
            return try stringValue(base, at &+ 1, count, &handler)
        case UInt8(ascii: "{"):
            if handler.takesTags, let end = tag(base, at, count, &handler) { return end }
            try open(isObject: true, base, at, count)
            handler.stands(at: consumed + at)
            handler.objectBegan()
            return at &+ 1
        case UInt8(ascii: "["):
            try open(isObject: false, base, at, count)
            handler.stands(at: consumed + at)
            handler.arrayBegan()
            return at &+ 1
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"):
            return try number(base, at, count, &handler)
        case UInt8(ascii: "t"), UInt8(ascii: "f"), UInt8(ascii: "n"):
            return try literal(base, at, count, &handler)
        default:
            throw unexpected(base, at, count)
        }
    }

    private mutating func open(
        isObject: Bool,
        _ base: UnsafePointer<UInt8>,
        _ at: Int,
        _ count: Int
    ) throws(DecodeError) {
        guard frames.count < Self.maximumDepth else {
            throw error(
                at: consumed + at,
                expected: "at most \(Self.maximumDepth) arrays and objects inside one another",
                found: "one more"
            )
        }
        frames.append(JSONFrame(isObject: isObject))
        isInObject = isObject
        expectation = isObject ? .keyOrEnd : .valueOrEnd
    }

    @inline(__always)
    private mutating func nextElement() {
        if isInObject {
            expectation = .key
        } else {
            expectation = .value
            frames[frames.count &- 1].index &+= 1
        }
    }

    @inline(__always)
    private mutating func endContainer<Handler: JSONHandler & ~Copyable>(
        _ base: UnsafePointer<UInt8>,
        _ at: Int,
        _ count: Int,
        _ handler: inout Handler
    ) throws(DecodeError) {
        guard base[at] == (isInObject ? UInt8(ascii: "}") : UInt8(ascii: "]")) else {
            throw unexpected(base, at, count)
        }
        frames.removeLast()
        handler.stands(at: consumed + at)
        if isInObject { handler.objectEnded() } else { handler.arrayEnded() }
        isInObject = frames.last?.isObject ?? false
        valueEnded(&handler)
    }

    /// Goes on at absolute `offset`, behind a container that was read by someone else and of which `depth` containers are outside.
    mutating func goOn(at offset: Int, depth: Int) {
        consumed = offset
        guard frames.count > depth else { return }
        frames.removeLast(frames.count - depth)
        isInObject = frames.last?.isObject ?? false
        if frames.isEmpty {
            expectation = .document
            documents += 1
        } else {
            expectation = .commaOrEnd
        }
    }

    /// Goes on behind elements of the innermost array, `count` bytes with the comma before them, that another tokenizer read in an
    /// array of its own.
    mutating func passOver(_ count: Int, readBy other: borrowing JSONTokenizer) {
        consumed += count
        if let last = frames.indices.last {
            frames[last].index += (other.frames.last?.index ?? 0) + 1
        }
        takeCounts(of: other)
    }

    /// Counts documents that others read.
    mutating func passOver(documents count: Int) { documents += count }

    /// Adds what another tokenizer did to the texts of the same input.
    mutating func takeCounts(of other: borrowing JSONTokenizer) {
        repairedStrings += other.repairedStrings
        rawControlStrings += other.rawControlStrings
        cutStrings += other.cutStrings
    }

    /// Gives the document up that is being read; the next one begins at absolute `offset`.
    mutating func startOver(at offset: Int) {
        frames.removeAll(keepingCapacity: true)
        isInObject = false
        expectation = .document
        partial = .none
        failure = nil
        consumed = offset
    }

    /// Takes note that a value is complete.
    @inline(__always)
    mutating func valueEnded<Handler: JSONHandler & ~Copyable>(_ handler: inout Handler) {
        if frames.isEmpty {
            expectation = .document
            documents += 1
            handler.documentEnded()
        } else {
            expectation = .commaOrEnd
        }
    }
}
