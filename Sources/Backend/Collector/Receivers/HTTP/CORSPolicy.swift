import HTTPServer

/// The pages of other origins that a browser lets send spans here (WHATWG Fetch, "CORS protocol").
package struct CORSPolicy: Sendable, Equatable {
    /// Exact origins such as `https://shop.example`, `*`, or one `*` within such as `https://*.example`.
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
            let parts = pattern.split(separator: "*", omittingEmptySubsequences: false)
            guard parts.count == 2 else { return pattern == origin }
            return origin.utf8.count >= pattern.utf8.count - 1 && origin.hasPrefix(parts[0])
                && origin.hasSuffix(parts[1])
        }
    }
}
