/// How an ``HTTPTransport`` reaches servers.
package struct TransportOptions: Sendable {
    /// Which proxy stands between.
    package enum Proxy: Sendable, Hashable {
        /// What `http_proxy`, `HTTPS_PROXY`, `ALL_PROXY` and `NO_PROXY` say, as curl reads them.
        case environment
        case none
        /// `http://`, `https://`, `socks5://` or `socks5h://` (which leaves names to the proxy).
        case url(String)
    }

    /// For name, connection and TLS handshake together.
    package var connectTimeout: Duration = .seconds(10)
    /// How long a connected server may send and take no byte.
    package var stallTimeout: Duration = .seconds(30)
    /// For one request from start to last byte, each redirect anew; nil means no limit.
    package var maxTime: Duration?
    /// A PEM file of certificate authorities to trust besides the system's.
    package var caFile: String?
    /// A PEM file with the client's certificate, sent to the origin of the request alone, not after redirects to others.
    package var certFile: String?
    /// A PEM file with the key of ``certFile``; nil if it is in the same file.
    package var keyFile: String?
    /// Whether any certificate of the server will do.
    package var insecure = false
    package var proxy = Proxy.environment
    package var userAgent: String?
    /// Whether to offer HTTP/2 inside TLS.
    package var offersHTTP2 = true

    package init() {}
}
