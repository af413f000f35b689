/// The fields of a head that say how long the body is, gathered line by line.
struct FramingFields {
    enum BodyLength: Equatable {
        case none
        case bytes(Int)
        case chunked
        /// The head will be refused when it is read whole.
        case unknown
    }

    struct Refusal: Error, Equatable {
        let status: Int
        let reason: String
    }

    /// Whether the request line has come.
    private(set) var hasBegun = false
    private var fields: [ServerHeaders.Field] = []
    /// Whether the last line was, or continued, a field that counts.
    private var mayContinue = false

    /// Takes a line without its end.
    mutating func take(line: [UInt8]) {
        guard hasBegun else {
            hasBegun = true
            return
        }
        if line.first == 0x20 || line.first == 0x09 {
            // A field may go on in lines that begin with a blank (RFC 9112 §5.2).
            guard mayContinue, let last = fields.popLast() else { return }
            let value = last.value + " " + Self.trimmed(line[...])
            fields.append(ServerHeaders.Field(name: last.name, value: value))
            return
        }
        mayContinue = false
        guard let colon = line.firstIndex(of: 0x3A) else { return }
        let name = Self.trimmed(line[..<colon])
        for known in ["Content-Length", "Transfer-Encoding"]
        where ServerHeaders.same(name, known) {
            fields.append(
                ServerHeaders.Field(name: known, value: Self.trimmed(line[(colon + 1)...]))
            )
            mayContinue = true
        }
    }

    /// What the fields say together, or why they say nothing that can be relied on.
    var bodyLength: Result<BodyLength, Refusal> {
        let headers = ServerHeaders(fields)
        if let fault = Framing.faultOfLength(headers) {
            return .failure(Refusal(status: fault.status, reason: fault.reason))
        }
        let codings = headers.values("Transfer-Encoding")
        let length = headers["Content-Length"].flatMap(Framing.length)
        guard codings.isEmpty else {
            let isChunked = codings.count == 1 && ServerHeaders.same(codings[0], "chunked")
            return .success(isChunked && length == nil ? .chunked : .unknown)
        }
        return .success(length.map { $0 == 0 ? .none : .bytes($0) } ?? .none)
    }

    private static func trimmed(_ bytes: ArraySlice<UInt8>) -> String {
        let isBlank = { (byte: UInt8) in byte == 0x20 || byte == 0x09 }
        let start = bytes.drop(while: isBlank)
        let end = start.reversed().drop(while: isBlank).reversed()
        return String(decoding: Array(end), as: UTF8.self)
    }
}
