/// Follows where the requests of one connection begin and end, from the bytes as they come, and finds those that a proxy in
/// front of us could divide in another way than libmicrohttpd does (RFC 9112 §2.2, §6.3, §7.1, §11.2).
///
/// It says nothing of heads that ``Framing`` refuses once they are whole.
struct RequestFraming {
    /// Why a request must be refused and its connection closed.
    struct Fault: Equatable {
        /// Which request of the connection it is, from 0.
        let request: Int
        let status: Int
        let reason: String
    }

    /// The most bytes that the extensions of one request's chunks may have together.
    static let extensionLimit = 4 << 10
    /// The most bytes of the fields behind the last chunk.
    static let trailerLimit = 8 << 10
    /// The longest line of a head that is followed; libmicrohttpd refuses shorter ones already.
    private static let lineLimit = 256 << 10

    /// What a line belongs to.
    private enum Section { case head, chunkSize, chunkEnd, trailer }

    private enum Place {
        case line(Section)
        case body(left: Int)
        case chunk(left: Int)
        /// Nothing can be said any more: the connection is being closed.
        case lost
    }

    private var place = Place.line(.head)
    private var request = 0
    /// The beginning of a line whose end has not come.
    private var begun: [UInt8] = []
    private var head = FramingFields()
    private var extensionBytes = 0
    private var trailerBytes = 0

    /// Takes the next bytes; the first fault in them, after which nothing is followed any more.
    ///
    /// - Complexity: O(bytes of lines), whatever the bytes of bodies.
    mutating func take(_ bytes: UnsafeRawBufferPointer) -> Fault? {
        var rest = bytes[...]
        while !rest.isEmpty {
            switch place {
            case .lost:
                return nil
            case .body(let left):
                let count = min(left, rest.count)
                rest = rest.dropFirst(count)
                if count == left { beginRequest() } else { place = .body(left: left - count) }
            case .chunk(let left):
                let count = min(left, rest.count)
                rest = rest.dropFirst(count)
                place = count == left ? .line(.chunkEnd) : .chunk(left: left - count)
            case .line(let section):
                let end = rest.firstIndex(of: 0x0A)
                begun.append(contentsOf: rest[..<(end ?? rest.endIndex)])
                rest = end.map { rest[($0 + 1)...] } ?? rest[rest.endIndex...]
                if let fault = endLine(of: section, isWhole: end != nil) {
                    place = .lost
                    begun = []
                    return Fault(request: request, status: fault.status, reason: fault.reason)
                }
            }
        }
        return nil
    }

    private typealias Refusal = (status: Int, reason: String)

    /// Takes the line that has begun, or looks at as much of it as has come.
    private mutating func endLine(of section: Section, isWhole: Bool) -> Refusal? {
        switch section {
        case .head:
            guard isWhole else {
                if begun.count > Self.lineLimit { place = .lost }
                return nil
            }
            if begun.last == 0x0D { begun.removeLast() }
            defer { begun.removeAll(keepingCapacity: true) }
            guard !begun.contains(0x0D) else {
                return (400, "a carriage return in the head has no line feed behind it")
            }
            return endHeadLine()
        case .chunkSize:
            return endChunkSize(isWhole: isWhole)
        case .chunkEnd:
            guard begun == [0x0D] || (!isWhole && begun.isEmpty) else {
                return (400, "a chunk of the body is not followed by CR LF")
            }
            if isWhole { begin(.chunkSize) }
            return nil
        case .trailer:
            guard trailerBytes + begun.count <= Self.trailerLimit else {
                return (
                    400, "the fields behind the body are longer than \(Self.trailerLimit) bytes"
                )
            }
            guard isWhole else { return nil }
            guard endsStrictly(begun) else {
                return (400, "a line behind the chunked body does not end with CR LF")
            }
            trailerBytes += begun.count
            if begun.count == 1 { beginRequest() } else { begin(.trailer) }
            return nil
        }
    }

    private mutating func endHeadLine() -> Refusal? {
        guard begun.isEmpty else {
            head.take(line: begun)
            return nil
        }
        // Lines without anything may stand before a request.
        guard head.hasBegun else { return nil }
        let length: FramingFields.BodyLength
        switch head.bodyLength {
        case .success(let found): length = found
        case .failure(let fault): return (fault.status, fault.reason)
        }
        switch length {
        case .none: beginRequest()
        case .bytes(let count): place = .body(left: count)
        case .chunked: place = .line(.chunkSize)
        case .unknown: place = .lost
        }
        return nil
    }

    private mutating func endChunkSize(isWhole: Bool) -> Refusal? {
        let line = begun.last == 0x0D ? begun.dropLast() : begun[...]
        let digits = line.prefix { Self.digit($0) != nil }
        let extensions = line.dropFirst(digits.count)
        let isMalformed =
            digits.isEmpty && !(line.isEmpty && !isWhole)
            || (extensions.first ?? 0x3B) != 0x3B
            || extensions.contains { $0 < 0x20 && $0 != 0x09 || $0 == 0x7F }
        if isMalformed { return (400, "the size of a chunk is not a hexadecimal number") }
        guard extensionBytes + extensions.count <= Self.extensionLimit else {
            return (
                400,
                "the extensions of the body's chunks are longer than \(Self.extensionLimit) bytes"
            )
        }
        let significant = digits.drop { $0 == 0x30 }
        guard significant.count <= 15, digits.count <= Self.extensionLimit else {
            return (413, "the size of a chunk is more than any limit")
        }
        guard isWhole else { return nil }
        guard begun.last == 0x0D else {
            return (400, "the size of a chunk does not end with CR LF")
        }
        extensionBytes += extensions.count
        let size = significant.reduce(0) { $0 << 4 | (Self.digit($1) ?? 0) }
        if size == 0 { begin(.trailer) } else { begin(.chunk(left: size)) }
        return nil
    }

    private mutating func begin(_ section: Section) { begin(.line(section)) }

    private mutating func begin(_ next: Place) {
        place = next
        begun.removeAll(keepingCapacity: true)
    }

    private mutating func beginRequest() {
        // Memory for lines is not kept by connections that wait.
        begun = []
        head = FramingFields()
        extensionBytes = 0
        trailerBytes = 0
        request += 1
        place = .line(.head)
    }

    /// Whether a line, whose LF is taken off, ends with CR and has no other.
    private func endsStrictly(_ line: [UInt8]) -> Bool {
        line.firstIndex(of: 0x0D) == line.count - 1
    }

    private static func digit(_ byte: UInt8) -> Int? {
        switch byte {
        case 0x30...0x39: Int(byte) - 0x30
        case 0x41...0x46: Int(byte) - 0x41 + 10
        case 0x61...0x66: Int(byte) - 0x61 + 10
        default: nil
        }
    }
}
