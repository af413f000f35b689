/// Where a server listens, as `[HOST:]PORT` is typed; port 0 is any free one.
package struct ListenAddress: Sendable, Equatable {
    /// Nil for the host of `--host`.
    package var host: String?
    package var port: Int

    package init(host: String? = nil, port: Int) {
        self.host = host
        self.port = port
    }

    /// Reads `4318`, `localhost:4318`, `0.0.0.0:0` or `[::1]:4318`.
    init?(_ text: String) {
        guard let colon = text.lastIndex(of: ":") else {
            guard let port = Self.port(text[...]) else { return nil }
            self.init(port: port)
            return
        }
        var host = text[..<colon]
        if host.hasPrefix("["), host.hasSuffix("]") {
            host = host.dropFirst().dropLast()
        } else if host.contains(":") {
            return nil
        }
        guard !host.isEmpty, let port = Self.port(text[text.index(after: colon)...]) else {
            return nil
        }
        self.init(host: String(host), port: port)
    }

    private static func port(_ text: Substring) -> Int? {
        guard text.utf8.allSatisfy({ (0x30...0x39).contains($0) }), let port = Int(text),
            port <= 65_535
        else { return nil }
        return port
    }
}
