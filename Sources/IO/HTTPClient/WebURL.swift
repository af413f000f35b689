import CCurl

/// An absolute `http` or `https` URL in its parts, by curl's own parser, so that what is checked is what is asked.
package struct WebURL: Sendable, Hashable {
    /// As it is requested, user and password included.
    package let text: String
    /// Lower case.
    package let scheme: String
    /// Lower case, an IPv6 address in brackets.
    package let host: String
    package let port: Int
    /// Whether it carries a user or a password.
    package let hasCredentials: Bool
    /// ``text`` without user and password, and without what a query may hold, to show.
    package let shown: String

    package init(_ text: String) throws(TransportError) {
        let parser = try Parser()
        try parser.set(CURLUPART_URL, text, flags: 0)
        try self.init(parser)
    }

    /// The URL that a `Location` means when this URL sends it (RFC 3986 §5); user and password of the same origin stay.
    package func resolving(_ location: String) throws(TransportError) -> WebURL {
        let parser = try Parser()
        try parser.set(CURLUPART_URL, text, flags: 0)
        try parser.set(CURLUPART_URL, location, flags: UInt32(CURLU_URLENCODE))
        let target = try WebURL(parser)
        guard hasCredentials, !target.hasCredentials, isSameOrigin(as: target) else {
            return target
        }
        let own = try Parser()
        try own.set(CURLUPART_URL, text, flags: 0)
        for part in [CURLUPART_USER, CURLUPART_PASSWORD] {
            try parser.set(part, own.get(part), flags: 0)
        }
        return try WebURL(parser)
    }

    /// Scheme, host and port (RFC 6454 §4): what credentials belong to.
    package func isSameOrigin(as other: WebURL) -> Bool {
        scheme == other.scheme && host == other.host && port == other.port
    }

    private init(_ parser: Parser) throws(TransportError) {
        let scheme = parser.get(CURLUPART_SCHEME)?.lowercased() ?? ""
        let text = parser.get(CURLUPART_URL) ?? ""
        let hasCredentials =
            parser.get(CURLUPART_USER) != nil || parser.get(CURLUPART_PASSWORD) != nil
        try parser.set(CURLUPART_USER, nil, flags: 0)
        try parser.set(CURLUPART_PASSWORD, nil, flags: 0)
        let hasQuery = parser.get(CURLUPART_QUERY) != nil
        try parser.set(CURLUPART_QUERY, nil, flags: 0)
        try parser.set(CURLUPART_FRAGMENT, nil, flags: 0)
        let shown = (parser.get(CURLUPART_URL) ?? "") + (hasQuery ? "?…" : "")
        guard scheme == "http" || scheme == "https" else {
            throw .invalidURL(shown, reason: "only http and https can be asked")
        }
        self.scheme = scheme
        self.text = text
        self.hasCredentials = hasCredentials
        self.shown = shown
        host = parser.get(CURLUPART_HOST)?.lowercased() ?? ""
        port =
            parser.get(CURLUPART_PORT, flags: UInt32(CURLU_DEFAULT_PORT)).flatMap { Int($0) } ?? 0
    }
}

/// Owns curl's URL handle.
private final class Parser {
    private let handle: OpaquePointer

    init() throws(TransportError) {
        guard let handle = curl_url() else { throw .other(code: 27, message: "out of memory") }
        self.handle = handle
    }

    deinit { curl_url_cleanup(handle) }

    func set(_ part: CURLUPart, _ value: String?, flags: UInt32) throws(TransportError) {
        let code = curl_url_set(handle, part, value, flags)
        guard code == CURLUE_OK else {
            // What cannot be parsed may hold a password all the same.
            let text = (value ?? "").utf8.contains(UInt8(ascii: "@")) ? "the address" : value ?? ""
            throw .invalidURL(text, reason: String(cString: curl_url_strerror(code)))
        }
    }

    func get(_ part: CURLUPart, flags: UInt32 = 0) -> String? {
        var text: UnsafeMutablePointer<CChar>?
        guard curl_url_get(handle, part, &text, flags) == CURLUE_OK, let text else { return nil }
        defer { curl_free(text) }
        return String(cString: text)
    }
}
