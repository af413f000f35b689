import CMicrohttpd
import Glibc
import Listening
import Synchronization

/// The daemon and what its callbacks reach.
// Sendable: `daemon` is set once before anyone else sees the object, the rest is constant or atomic.
final class ListenerCore: @unchecked Sendable {
    let options: ListenerOptions
    let handler: ListenerHandler
    let watch: ConnectionWatch
    let port: Int
    let complaints = Complaints()
    private let inFlightCount = Atomic(0)
    private let stopping = Atomic(false)
    private let aborting = Atomic(false)
    private var daemon: OpaquePointer?

    init(options: ListenerOptions, handler: ListenerHandler) throws(ListenError) {
        self.options = options
        self.handler = handler
        let socket = try ListeningSocket(host: options.host, port: options.port)
        port = socket.port
        watch = ConnectionWatch(
            tick: min(options.requestDeadline / 4, options.answerStall / 4, .seconds(5))
        )
        do throws(ListenError) {
            daemon = try Daemon.start(socket: socket.descriptor, core: self)
        } catch {
            // The socket is closed already: libmicrohttpd owns it even where it fails.
            watch.stop()
            throw error
        }
    }

    /// The most connections at once.
    var mostConnections: Int { max(1, options.maxConnections) }

    /// Whether one more connection may come in.
    func admit() -> Bool { watch.admit(most: mostConnections) }

    /// Requests whose first line has come and whose answer is not yet out.
    var inFlight: Int { inFlightCount.load(ordering: .sequentiallyConsistent) }

    /// Whether connections are to be closed after their answer.
    var isStopping: Bool { stopping.load(ordering: .relaxed) }

    /// Takes no more connections.
    func quiesce() {
        stopping.store(true, ordering: .sequentiallyConsistent)
        guard let daemon else { return }
        // Closed at once, or clients would hang in the backlog.
        let socket = MHD_quiesce_daemon(daemon)
        if socket >= 0 { close(socket) }
    }

    /// Ends every request with 503 and the daemon with them; blocks for a second at most, and for sync handlers.
    func abort() {
        aborting.store(true, ordering: .sequentiallyConsistent)
        let exchanges = watch.connections.compactMap { $0.exchange.withLock { $0 } }
        for exchange in exchanges { exchange.abort() }
        // Time to send the 503s. Clients that do not take them are cut off by the daemon's end.
        let end = Monotonic.now() + 1_000_000_000
        while exchanges.contains(where: \.isBeingAnswered), Monotonic.now() < end { usleep(1000) }
        guard let daemon else { return }
        MHD_stop_daemon(daemon)
        watch.stop()
    }

    func connectionOpened(_ descriptor: Int32, session: TLSSession?) -> Connection {
        watch.open(
            descriptor,
            session: session,
            lingerLimit: options.lingerLimit,
            deadline: headDeadline
        )
    }

    func requestStarted(
        _ rawTarget: String,
        connection: Connection,
        handle: ConnectionHandle
    ) -> Exchange {
        inFlightCount.add(1, ordering: .sequentiallyConsistent)
        let exchange = Exchange(
            core: self,
            connection: connection,
            handle: handle,
            rawTarget: rawTarget
        )
        let now = Monotonic.now()
        connection.deadline.store(
            now + options.requestDeadline.wholeNanoseconds,
            ordering: .relaxed
        )
        connection.idleSince.store(0, ordering: .relaxed)
        connection.receivingSince.store(now, ordering: .relaxed)
        connection.exchange.withLock { $0 = exchange }
        // After it can be found: whichever comes first, the abort or this, it is aborted.
        if aborting.load(ordering: .sequentiallyConsistent) { exchange.abort() }
        return exchange
    }

    func requestEnded(_ exchange: Exchange) {
        exchange.ended()
        exchange.connection.exchange.withLock { $0 = nil }
        exchange.connection.deadline.store(headDeadline, ordering: .relaxed)
        exchange.connection.isAnswering.store(false, ordering: .relaxed)
        exchange.connection.receivingSince.store(0, ordering: .relaxed)
        exchange.connection.idleSince.store(Monotonic.now(), ordering: .relaxed)
        exchange.connection.requestEnded()
        inFlightCount.subtract(1, ordering: .sequentiallyConsistent)
    }

    /// When the first line of the next request must have come, if a connection shows life at all.
    private var headDeadline: UInt64 {
        Monotonic.now() + options.idleTimeout.wholeNanoseconds
            + options.requestDeadline.wholeNanoseconds
    }
}
