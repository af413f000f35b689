import HTTPServer

/// The pages of other origins that a browser lets send spans here (WHATWG Fetch, "CORS protocol").
package struct CORSPolicy: Sendable, Equatable {
    /// Exact origins such as `https://shop.example`, `*`, or one `*` within such as `https://*.example`, which stands for
    /// any part of a host or of a port.
    package var allowedOrigins: [String]
    /// Request headers allowed in addition to those that receivers need.
    package var allowedHeaders: [String]

    package init(allowedOrigins: [String], allowedHeaders: [String] = []) {
        self.allowedOrigins = allowedOrigins
        self.allowedHeaders = allowedHeaders
    }

    private static let neededHeaders = [
        "accept", "content-encoding", "content-type", "origin", "x-requested-with",
    ]

    /// Answers a browser's question before the request: always 204, and with permission if all of it is allowed.
    func preflight(_ head: RequestHead) -> ServerResponse {
        var headers: ServerHeaders = [
            "Vary": "Origin, Access-Control-Request-Method, Access-Control-Request-Headers"
        ]
        let asked = head.headers.values("Access-Control-Request-Headers")
            .flatMap { $0.split(separator: ",") }
            .map { $0.filter { $0 != " " && $0 != "\t" }.lowercased() }
        let allowed = Set(Self.neededHeaders + allowedHeaders.map { $0.lowercased() })
        if let origin = head.headers["Origin"], allows(origin),
            head.headers["Access-Control-Request-Method"] == "POST",
            asked.allSatisfy({ $0.isEmpty || allowed.contains($0) })
        {
            headers["Access-Control-Allow-Origin"] = shown(origin)
            headers["Access-Control-Allow-Methods"] = "POST"
            if !asked.isEmpty {
                headers["Access-Control-Allow-Headers"] = asked.joined(separator: ",")
            }
            headers["Access-Control-Max-Age"] = "600"
        }
        return ServerResponse(status: 204, headers: headers)
    }

    /// Allows a browser to read the answer, if the page may.
    func allowReading(_ response: ServerResponse, of head: RequestHead) -> ServerResponse {
        var response = response
        response.headers["Vary"] = "Origin"
        if let origin = head.headers["Origin"], allows(origin) {
            response.headers["Access-Control-Allow-Origin"] = shown(origin)
        }
        return response
    }

    /// If every origin is allowed, the answer does not depend on the origin that asks.
    private func shown(_ origin: String) -> String { allowedOrigins.contains("*") ? "*" : origin }

    private func allows(_ origin: String) -> Bool {
        allowedOrigins.contains { pattern in
            guard pattern != "*" else { return true }
            let parts = pattern.split(separator: "*", omittingEmptySubsequences: false)
            guard parts.count == 2 else { return pattern == origin }
            guard Self.isOrigin(origin), origin.utf8.count >= pattern.utf8.count - 1,
                origin.hasPrefix(parts[0]), origin.hasSuffix(parts[1])
            else { return false }
            // What the star stands for is part of one name or one port, and no border between them.
            return origin.dropFirst(parts[0].count).dropLast(parts[1].count).utf8
                .allSatisfy(Self.isOfName)
        }
    }

    /// Whether a text is an origin as browsers write it: `scheme://host` or `scheme://host:port`, and nothing else
    /// (RFC 6454, section 6.2).
    private static func isOrigin(_ text: String) -> Bool {
        guard let mark = text.firstRange(of: "://") else { return false }
        let scheme = text[..<mark.lowerBound]
        guard let first = scheme.utf8.first, isLetter(first),
            scheme.utf8.allSatisfy({ isLetter($0) || isDigit($0) || "+-.".utf8.contains($0) })
        else { return false }
        var authority = text[mark.upperBound...]
        if let colon = authority.lastIndex(of: ":"), !authority.hasSuffix("]") {
            let port = authority[authority.index(after: colon)...]
            guard !port.isEmpty, port.utf8.allSatisfy(isDigit) else { return false }
            authority = authority[..<colon]
        }
        if authority.hasPrefix("["), authority.hasSuffix("]") {
            return authority.dropFirst().dropLast().utf8
                .allSatisfy { isOfName($0) || $0 == UInt8(ascii: ":") }
        }
        return !authority.isEmpty && authority.utf8.allSatisfy(isOfName)
    }

    private static func isOfName(_ byte: UInt8) -> Bool {
        isLetter(byte) || isDigit(byte) || "-._".utf8.contains(byte)
    }

    private static func isLetter(_ byte: UInt8) -> Bool {
        (0x61...0x7A).contains(byte | 0x20)
    }

    private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }
}
