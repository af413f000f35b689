import PlainText

/// One request of the query API, relative to the server's base URL.
package struct QueryAPIRequest: Sendable, Equatable {
    /// A query parameter, not yet encoded.
    package struct Parameter: Sendable, Equatable {
        package var name: String
        package var value: String

        package init(_ name: String, _ value: String) {
            self.name = name
            self.value = value
        }
    }

    package enum Method: String, Sendable {
        case get = "GET"
        /// Asking twice is as good as asking once.
        case post = "POST"
    }

    package var method = Method.get
    /// Path segments, not yet encoded.
    package var path: [String]
    package var parameters: [Parameter]

    package init(_ path: [String], _ parameters: [Parameter] = []) {
        self.path = path
        self.parameters = parameters
    }

    /// The path, encoded, with a slash before each segment.
    package var encodedPath: String {
        path.isEmpty ? "/" : path.map { "/" + PercentEncoding.encode($0) }.joined()
    }

    /// Path and query as they stand in the request line, without the base URL's part.
    package var target: String {
        guard !parameters.isEmpty else { return encodedPath }
        return encodedPath + "?"
            + parameters.map {
                PercentEncoding.encode($0.name) + "=" + PercentEncoding.encode($0.value)
            }.joined(separator: "&")
    }
}
