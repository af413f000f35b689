package import TraceModel

/// Where a server is: scheme, host, port, and the path before `/api`, without a slash at the end.
package struct BaseURL: Sendable, Equatable {
    /// `http`, `https`, `grpc` or `grpcs`.
    package let scheme: String
    /// Host and port as given.
    package let authority: String
    /// Empty, or with a slash before each segment.
    package let path: String

    /// Reads a URL with any path; slashes at its end, a query and a fragment do not matter.
    ///
    /// Without a scheme it is http.
    ///
    /// - Throws: ``TraceReaderError`` when it is the URL of nothing that answers, or holds a password.
    package init(_ text: String) throws(TraceReaderError) {
        let trimmed = text.drop(while: \.isWhitespace).prefix { $0 != "?" && $0 != "#" }
        var rest = trimmed[...]
        var scheme = "http"
        if let range = trimmed.firstRange(of: "://") {
            scheme = trimmed[..<range.lowerBound].lowercased()
            rest = trimmed[range.upperBound...]
        }
        guard ["http", "https", "grpc", "grpcs"].contains(scheme) else {
            throw TraceReaderError(
                .invalidQuery,
                "“\(scheme)://” is not a scheme of a Jaeger API: give a URL that begins with "
                    + "http:// or https://, or with grpc:// or grpcs://"
            )
        }
        let authority = rest.prefix { $0 != "/" }.filter { !$0.isWhitespace }
        guard !authority.contains("@") else {
            throw TraceReaderError(
                .invalidQuery,
                "the URL holds a user name or password: leave it out, and give it with --user"
            )
        }
        guard !authority.isEmpty, !authority.hasPrefix(":") else {
            throw TraceReaderError(
                .invalidQuery,
                "“\(text)” names no host: give a URL such as http://localhost:16686"
            )
        }
        self.scheme = scheme
        self.authority = authority
        let segments = rest.drop { $0 != "/" }.filter { !$0.isWhitespace }
        path = segments.split(separator: "/").map { "/" + $0 }.joined()
    }

    /// The whole URL, without a slash at its end.
    package var text: String { scheme + "://" + authority + path }

    /// The URL of a request; the slash between is never doubled.
    package func url(of request: QueryAPIRequest) -> String { text + request.target }

    /// Host without port.
    package var host: String {
        if authority.hasPrefix("[") { return String(authority.dropFirst().prefix { $0 != "]" }) }
        return String(authority.prefix { $0 != ":" })
    }

    /// The port, if one is given.
    package var port: Int? {
        let host = authority.hasPrefix("[") ? authority.drop { $0 != "]" } : authority[...]
        return host.lastIndex(of: ":").flatMap { Int(host[host.index(after: $0)...]) }
    }

    /// Whether the server is asked over gRPC.
    package var isGRPC: Bool { scheme == "grpc" || scheme == "grpcs" }

    /// Whether what travels is encrypted.
    package var isEncrypted: Bool { scheme == "https" || scheme == "grpcs" }

    /// Whether requests stay on this machine.
    package var isLoopback: Bool {
        host == "localhost" || host == "::1" || host.hasPrefix("127.")
    }
}
