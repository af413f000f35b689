/// A request to send.
package struct ClientRequest: Sendable, Hashable {
    package var method: String
    /// An absolute `http` or `https` URL, percent-encoded; its path is sent as it is.
    package var url: String
    package var headers: ClientHeaders
    package var body: [UInt8]?

    package init(
        _ method: String = "GET",
        _ url: String,
        headers: ClientHeaders = [:],
        body: [UInt8]? = nil
    ) {
        self.method = method
        self.url = url
        self.headers = headers
        self.body = body
    }
}
