/// Which gRPC server is called, and how much of an answer is taken.
package struct GRPCChannelOptions: Sendable {
    package struct TLS: Sendable {
        /// PEM: who may sign the server's certificate.
        package var authoritiesPEM: String
        /// PEM: what is shown to a server that asks for a certificate.
        package var certificatePEM: String?
        package var keyPEM: String?
        /// The name that the server's certificate is for, where that is not the host.
        package var serverName: String?

        package init(
            authoritiesPEM: String,
            certificatePEM: String? = nil,
            keyPEM: String? = nil,
            serverName: String? = nil
        ) {
            self.authoritiesPEM = authoritiesPEM
            self.certificatePEM = certificatePEM
            self.keyPEM = keyPEM
            self.serverName = serverName
        }
    }

    /// An address or a name, without brackets.
    package var host: String
    package var port: Int
    /// Nil for a connection that anybody on the way can read.
    package var tls: TLS?
    /// What the server is told of the program, such as `spoor/1.0`.
    package var userAgent: String
    /// The longest message, as sent and decompressed, bytes; a longer one ends its call with `RESOURCE_EXHAUSTED`.
    package var messageLimit = 64 << 20

    package init(host: String, port: Int, tls: TLS? = nil, userAgent: String = "spoor") {
        self.host = host
        self.port = port
        self.tls = tls
        self.userAgent = userAgent
    }

    /// `HOST:PORT` as the core reads it.
    var target: String { (host.contains(":") ? "[\(host)]" : host) + ":\(port)" }
}
