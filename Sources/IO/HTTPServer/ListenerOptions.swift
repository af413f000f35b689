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
    /// How many bytes of a refused body are read and thrown away so that the connection can be used again.
    ///
    /// A longer body is answered in its midst, and what comes of it up to ``lingerLimit`` is thrown away.
    package var drainLimit = 16 << 20
    /// How many bytes are thrown away after an answer in mid-body, so that the sender, who may look for an answer
    /// only when all is sent, finds it; beyond it the connection is cut.
    package var lingerLimit = 256 << 20
    /// The memory of all bodies that are being received; nil is no bound but that of each body.
    ///
    /// A request for which there is no room is refused with 503, see ``answerBusy``.
    package var bodyMemory: ByteBudget?
    /// The answer for a body that there is no memory for now, which should ask to try again; nil is plain text.
    ///
    /// Runs on the listener's thread: it must not wait.
    package var answerBusy: (@Sendable (RequestHead) -> ServerResponse)?
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
    /// How long a client may take nothing of its answer, or of the next 64 KiB of a longer one.
    ///
    /// Beyond it the connection is cut; it is noticed within a quarter of ``requestDeadline`` more.
    package var answerStall: Duration = .seconds(30)
    /// The most connections at once.
    ///
    /// One more takes the place of the connection that has been idle longest; where none is idle, the new one is
    /// closed at once and counted, see ``HTTPListener/counts``.
    package var maxConnections = 10_000
    /// Memory of a connection for the head of a request, bytes; a longer head is answered 431.
    package var headLimit = 32 << 10
    /// Whom requests may be for; nil is anyone.
    package var hosts: HostPolicy?
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
