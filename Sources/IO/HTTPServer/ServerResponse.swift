/// An answer.
package struct ServerResponse: Sendable {
    /// Writes a streamed body; throwing breaks the connection off, so that the client knows it is not whole.
    package typealias Producer = @Sendable (ResponseWriter) async throws -> Void

    package enum Body: Sendable {
        case bytes([UInt8])
        /// A body made while it is sent. With a `length` it goes with `Content-Length`, without one chunked.
        ///
        /// The producer is not started for `HEAD`. Its task is cancelled when the client leaves.
        case stream(length: UInt64?, Producer)
    }

    package var status: Int
    /// `Content-Length`, `Transfer-Encoding` and `Date` are the listener's own and left out if given.
    package var headers: ServerHeaders
    package var body: Body
    /// Held until the answer is sent or given up, such as a share of some memory.
    package var held: (any Sendable)?

    package init(status: Int, headers: ServerHeaders = [:], body: Body = .bytes([])) {
        self.status = status
        self.headers = headers
        self.body = body
    }

    /// An answer of plain text.
    package static func text(
        _ status: Int,
        _ text: String,
        headers: ServerHeaders = [:]
    ) -> ServerResponse {
        var headers = headers
        headers["Content-Type"] = "text/plain; charset=utf-8"
        return ServerResponse(status: status, headers: headers, body: .bytes(Array(text.utf8)))
    }
}
