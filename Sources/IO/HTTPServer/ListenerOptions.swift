/// Where and how an ``HTTPListener`` listens.
package struct ListenerOptions: Sendable {
    /// A server certificate with its key, in PEM.
    package struct TLS: Sendable {
        package var certificatePEM: String
        package var keyPEM: String

        package init(certificatePEM: String, keyPEM: String) {
            self.certificatePEM = certificatePEM
            self.keyPEM = keyPEM
        }
    }

    /// Looks at a head before its body comes; an answer refuses the request, nil lets it in.
    ///
    /// Runs on the listener's thread: it must not wait.
    package typealias HeadCheck = @Sendable (RequestHead) -> ServerResponse?

    /// An address or a name; empty is every address of the machine.
    package var host = "127.0.0.1"
    /// 0 takes any free port: see ``HTTPListener/port``.
    package var port = 0
    /// The longest body that a handler gets, bytes; longer ones are answered 413.
    package var bodyLimit = 20 << 20
    /// How many bytes of a refused body are read and thrown away so that its sender sees the answer.
    ///
    /// A chunked body beyond it is answered in its midst and cut off soon after.
    package var drainLimit = 16 << 20
    /// The answer for a body over the limit, which the listener gives the status that it has; nil is plain text.
    ///
    /// Runs on the listener's thread: it must not wait.
    package var answerTooLarge: (@Sendable (RequestHead) -> ServerResponse)?
    /// How long a connection may show no life; whole seconds, at least one.
    package var idleTimeout: Duration = .seconds(60)
    /// How long a request may take to arrive, first line to end of body, however busy it looks.
    ///
    /// Beyond it the connection is closed without a word; it is noticed within a quarter more.
    package var requestDeadline: Duration = .seconds(30)
    package var maxConnections = 1024
    /// How many threads receive and send.
    package var threads = 2
    package var tls: TLS?
    package var authorizeHead: HeadCheck?

    package init() {}
}

/// What answers the requests of an ``HTTPListener``.
package enum ListenerHandler: Sendable {
    /// Runs as a task of its own, which is cancelled when the client leaves or the listener stops.
    case async(@Sendable (ServerRequest) async -> ServerResponse)
    /// Runs on the listener's thread, without a hand-over: for short work in great numbers. It must not wait.
    case sync(@Sendable (ServerRequest) -> ServerResponse)
}
