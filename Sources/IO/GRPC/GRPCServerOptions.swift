/// Where a gRPC server listens, and how much it takes.
package struct GRPCServerOptions: Sendable {
    package struct TLS: Sendable {
        /// PEM, the server's own certificate first.
        package var certificatePEM: String
        package var keyPEM: String
        /// Who signs the certificates that clients must show; nil where they need none.
        package var clientAuthorityPEM: String?

        package init(certificatePEM: String, keyPEM: String, clientAuthorityPEM: String? = nil) {
            self.certificatePEM = certificatePEM
            self.keyPEM = keyPEM
            self.clientAuthorityPEM = clientAuthorityPEM
        }
    }

    /// An address or a name.
    package var host = "127.0.0.1"
    /// 0 takes any free port: see ``GRPCServer/port``.
    package var port = 0
    /// The longest message, as sent and decompressed, bytes; a longer one ends its call with `RESOURCE_EXHAUSTED`.
    package var messageLimit = 64 << 20
    /// The most calls at once per connection; a client waits with further ones.
    package var callsPerConnection = 100
    /// The most messages that are being received at once, by all calls together; further calls wait for their turn, with a window
    /// of 64 KiB each.
    package var messagesAtOnce = 64
    /// What the core may take for what it receives and sends, bytes; beyond it, calls end with `RESOURCE_EXHAUSTED`.
    ///
    /// It gathers a message whole before anyone sees its length, so no other bound holds against many long ones.
    package var memory = 256 << 20
    /// How long a message may take to arrive once it is its turn.
    package var messageDeadline: Duration = .seconds(30)
    package var tls: TLS?

    package init() {}
}
