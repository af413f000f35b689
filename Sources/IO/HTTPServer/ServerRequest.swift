/// A request before its body.
package struct RequestHead: Sendable {
    /// The method, upper case as sent; a `HEAD` shows as `GET`.
    package let method: String
    /// Whether the client asked with `HEAD`: the answer's body is never sent, so need not be made.
    package let isHead: Bool
    package let target: RequestTarget
    package let headers: ServerHeaders
    /// The length of the body that `Content-Length` promises; nil for a chunked body, 0 for none.
    package let declaredLength: Int?

    package init(
        method: String,
        isHead: Bool = false,
        target: RequestTarget,
        headers: ServerHeaders = [:],
        declaredLength: Int? = 0
    ) {
        self.method = method
        self.isHead = isHead
        self.target = target
        self.headers = headers
        self.declaredLength = declaredLength
    }
}

/// A request with its whole body, as it came: still compressed if it was.
package struct ServerRequest: Sendable {
    package let head: RequestHead
    package let body: [UInt8]

    package init(head: RequestHead, body: [UInt8] = []) {
        self.head = head
        self.body = body
    }

    /// See ``RequestHead/method``.
    package var method: String { head.method }
    package var headers: ServerHeaders { head.headers }
    /// See ``RequestTarget/rawPath``.
    package var rawPath: String { head.target.rawPath }
    /// See ``RequestTarget/path``.
    package var path: String { head.target.path }
    /// See ``RequestTarget/rawQuery``.
    package var rawQuery: String? { head.target.rawQuery }
    /// See ``RequestTarget/queryItems``.
    package var queryItems: [RequestTarget.QueryItem] { head.target.queryItems }
}
