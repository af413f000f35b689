/// What libmicrohttpd lets pass though it can be read in two ways (RFC 9112 §3.2, §6.1, §6.3, §11.2).
enum Framing {
    /// Why a head must be refused: a status and a sentence; nil if it may pass.
    static func fault(version: String, headers: ServerHeaders) -> (status: Int, reason: String)? {
        guard version == "HTTP/1.1" || version == "HTTP/1.0" else {
            return (505, "only HTTP/1.0 and HTTP/1.1 are spoken here")
        }
        guard headers.fields.allSatisfy({ isToken($0.name) && isPrintable($0.value) }) else {
            return (400, "a header field has a malformed name or value")
        }
        let hosts = headers.values("Host")
        if hosts.count > 1 || (hosts.isEmpty && version == "HTTP/1.1") {
            return (400, "a request needs one Host header field")
        }
        if let fault = faultOfLength(headers) { return fault }
        let lengths = headers.values("Content-Length")
        let codings = headers.values("Transfer-Encoding")
        if !codings.isEmpty {
            guard lengths.isEmpty else {
                return (400, "Content-Length and Transfer-Encoding exclude each other")
            }
            guard codings.count == 1, ServerHeaders.same(codings[0], "chunked"),
                version == "HTTP/1.1"
            else {
                return (400, "chunked in HTTP/1.1 is the only Transfer-Encoding taken here")
            }
        }
        return nil
    }

    /// Why what the fields say of the body's length must be refused, whatever fields still come.
    static func faultOfLength(_ headers: ServerHeaders) -> (status: Int, reason: String)? {
        let lengths = headers.values("Content-Length")
        guard Set(lengths).count <= 1 else {
            return (400, "two Content-Length header fields disagree")
        }
        guard let text = lengths.first, length(text) == nil else { return nil }
        let isNumber = !text.isEmpty && text.utf8.allSatisfy { (0x30...0x39).contains($0) }
        return isNumber
            ? (413, "Content-Length is more than any limit")
            : (400, "Content-Length is not a number of bytes")
    }

    /// The bytes of a `Content-Length`: digits alone, no sign.
    static func length(_ text: String) -> Int? {
        guard text.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
        return Int(text)
    }

    /// RFC 9110 §5.6.2.
    private static func isToken(_ name: String) -> Bool {
        let marks = Array("!#$%&'*+-.^_`|~".utf8)
        return !name.isEmpty
            && name.utf8.allSatisfy { byte in
                switch byte {
                case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
                default: marks.contains(byte)
                }
            }
    }

    /// RFC 9110 §5.5: no control character but tab.
    private static func isPrintable(_ value: String) -> Bool {
        value.utf8.allSatisfy { $0 == 0x09 || ($0 >= 0x20 && $0 != 0x7F) }
    }
}
