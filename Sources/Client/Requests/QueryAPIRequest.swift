/// One GET of the query API, relative to the server's base URL.
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

/// Percent-encoding (RFC 3986 §2.1).
package enum PercentEncoding {
    private static let digits = Array("0123456789ABCDEF".utf8)

    /// All but the unreserved characters encoded, so that the result fits anywhere in a URL.
    package static func encode(_ text: String) -> String {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(text.utf8.count)
        for byte in text.utf8 {
            switch byte {
            case 0x41...0x5A, 0x61...0x7A, 0x30...0x39, 0x2D, 0x2E, 0x5F, 0x7E:
                bytes.append(byte)
            default:
                bytes += [0x25, digits[Int(byte >> 4)], digits[Int(byte & 15)]]
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}
