/// The head of an answer, and its body as it comes.
package struct ClientResponse: Sendable {
    package let status: Int
    /// As sent: `Content-Encoding` and `Content-Length` speak of the wire, while ``body`` is decoded.
    package let headers: ClientHeaders
    /// The URL that answered, after redirects, without user and password.
    package let url: String
    /// `1.0`, `1.1` or `2`.
    package let httpVersion: String
    /// Letting go of it before its end closes the connection.
    package let body: ResponseBody

    /// Bytes of the body that have come over the wire so far, before decoding.
    package var wireBytes: Int { body.wireBytes }

    /// Reads the whole body.
    ///
    /// - Throws: ``TransportError/tooLarge(limit:)`` beyond `limit` bytes, and whatever breaks the transfer.
    package func collect(limit: Int) async throws(TransportError) -> [UInt8] {
        var bytes: [UInt8] = []
        var chunks = body.makeAsyncIterator()
        while let chunk = try await chunks.next() {
            guard bytes.count + chunk.count <= limit else { throw .tooLarge(limit: limit) }
            if bytes.isEmpty { bytes = chunk } else { bytes += chunk }
        }
        return bytes
    }
}
