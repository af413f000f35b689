import CMicrohttpd
import Glibc
import Synchronization
import Listening

/// A pointer to the session of GnuTLS that encrypts a connection.
// Sendable: used on the connection's thread alone.
struct TLSSession: @unchecked Sendable {
    let pointer: UnsafeMutableRawPointer
}

/// One TCP connection as long as libmicrohttpd knows it.
final class Connection: Sendable {
    let id: UInt64
    let descriptor: Int32
    /// What encrypts it.
    let session: TLSSession?
    /// How many bytes are thrown away at most once it has been refused.
    let lingerLimit: Int
    let requests = ReceivedRequests()
    /// When what is expected now must have come, nanoseconds of the monotonic clock; `.max` is never.
    let deadline: Atomic<UInt64>
    /// The request that is being received or answered.
    let exchange = Mutex<Exchange?>(nil)
    /// Whether the descriptor is in the watch's epoll set.
    let isEnrolled = Atomic(false)
    /// Since when no request is under way, nanoseconds of the monotonic clock; 0 while one is.
    let idleSince: Atomic<UInt64>
    /// Since when a request is being received; 0 while none is.
    let receivingSince = Atomic<UInt64>(0)
    /// Whether an answer is being sent.
    let isAnswering = Atomic(false)
    /// Whether it is being closed to make room.
    fileprivate let isLeaving = Atomic(false)

    init(
        id: UInt64,
        descriptor: Int32,
        session: TLSSession?,
        lingerLimit: Int,
        deadline: UInt64
    ) {
        self.id = id
        self.descriptor = descriptor
        self.session = session
        self.lingerLimit = lingerLimit
        self.deadline = Atomic(deadline)
        idleSince = Atomic(Monotonic.now())
    }
}

/// Looks after what libmicrohttpd does not: clients that leave while their answer is being made (it does not
/// watch the socket of a suspended connection), and requests that arrive a byte at a time (its timeout is
/// about idleness alone).
///
/// One thread, asleep while there is no connection.
final class ConnectionWatch: Sendable {
    private struct Table {
        var nextID: UInt64 = 1
        var live: [UInt64: Connection] = [:]
        /// How many of them are leaving.
        var leaving = 0
        /// Connections that may give way to new ones, the first to go last.
        var spare: [Connection] = []
        /// When connections may be looked through again for some to give way.
        var nextLook: UInt64 = 0
        var counts = ListenerCounts()
        var isStopped = false
    }

    /// How long a request may take to arrive before its connection may give way where none is idle.
    private static let slowRequest: UInt64 = 5_000_000_000
    /// Between two looks at all connections, for each of them, where the first found none to give way: ten times what a look takes.
    private static let lookPausePerConnection: UInt64 = 10_000

    private static let wakeID: UInt64 = 0

    private let table = Mutex(Table())
    private let epoll: Int32
    private let wake: Int32
    private let tick: Duration

    /// Starts the thread.
    ///
    /// - Parameter tick: How often deadlines are looked at while there are connections.
    init(tick: Duration) {
        self.tick = tick
        epoll = epoll_create1(Int32(EPOLL_CLOEXEC))
        wake = eventfd(0, Int32(EFD_NONBLOCK | EFD_CLOEXEC))
        control(EPOLL_CTL_ADD, wake, id: Self.wakeID, events: EPOLLIN.rawValue)
        Thread.start { self.run() }
    }

    /// Ends the thread, which closes its descriptors.
    func stop() {
        table.withLock { $0.isStopped = true }
        signal()
    }

    var connections: [Connection] { table.withLock { Array($0.live.values) } }

    var count: Int { table.withLock { $0.live.count } }

    var counts: ListenerCounts { table.withLock { $0.counts } }

    /// Whether one more connection may come in, beside `most` at once.
    ///
    /// Where there are as many already, the one that has been idle longest gives way; where none is idle, one whose request
    /// is slow to arrive; where none is, the new one is refused and counted.
    ///
    /// - Complexity: O(1) as a rule; O(connections) for one in many.
    func admit(most: Int) -> Bool {
        table.withLock { table in
            guard table.live.count - table.leaving >= most else { return true }
            guard let connection = spare(in: &table) else {
                table.counts.refused += 1
                return false
            }
            connection.isLeaving.store(true, ordering: .relaxed)
            table.leaving += 1
            table.counts.closedIdle += 1
            // Still in the table, so it owns its descriptor.
            shutdown(connection.descriptor, Int32(SHUT_RDWR))
            return true
        }
    }

    /// A connection that may give way; called with the lock held.
    private func spare(in table: inout Table) -> Connection? {
        let now = Monotonic.now()
        for mayLook in [true, false] {
            while let connection = table.spare.popLast() {
                let isStillSpare =
                    connection.idleSince.load(ordering: .relaxed) > 0
                    || isSlow(connection, now)
                if isStillSpare, table.live[connection.id] != nil,
                    !connection.isLeaving.load(ordering: .relaxed)
                {
                    return connection
                }
            }
            guard mayLook, now >= table.nextLook else { return nil }
            table.spare = connectionsToGo(of: table.live.values, now)
            if table.spare.isEmpty {
                table.nextLook = now + UInt64(table.live.count) * Self.lookPausePerConnection
            }
        }
        return nil
    }

    /// The sixteenth of the connections that should give way first, the first to go last.
    private func connectionsToGo(
        of live: some Collection<Connection>,
        _ now: UInt64
    ) -> [Connection] {
        let staying = live.filter { !$0.isLeaving.load(ordering: .relaxed) }
        var ranked = staying.map { ($0.idleSince.load(ordering: .relaxed), $0) }
            .filter { $0.0 > 0 }
        if ranked.isEmpty {
            ranked = staying.filter { isSlow($0, now) }
                .map { ($0.receivingSince.load(ordering: .relaxed), $0) }
        }
        return ranked.sorted { $0.0 < $1.0 }.prefix(max(1, live.count / 16)).map(\.1).reversed()
    }

    private func isSlow(_ connection: Connection, _ now: UInt64) -> Bool {
        let since = connection.receivingSince.load(ordering: .relaxed)
        return since > 0 && since + Self.slowRequest < now
    }

    func open(
        _ descriptor: Int32,
        session: TLSSession?,
        lingerLimit: Int,
        deadline: UInt64
    ) -> Connection {
        let (connection, isFirst) = table.withLock { table in
            let connection = Connection(
                id: table.nextID,
                descriptor: descriptor,
                session: session,
                lingerLimit: lingerLimit,
                deadline: deadline
            )
            table.nextID += 1
            table.live[connection.id] = connection
            return (connection, table.live.count == 1)
        }
        if isFirst { signal() }
        ReceivedBytes.watch(connection)
        return connection
    }

    /// Forgets a connection; its descriptor is closed only after this.
    func close(_ connection: Connection) {
        ReceivedBytes.forget(connection)
        table.withLock { table in
            guard table.live.removeValue(forKey: connection.id) != nil else { return }
            if connection.isLeaving.load(ordering: .relaxed) { table.leaving -= 1 }
        }
    }

    /// Looks once for the client's leaving; arm it again for each suspension.
    func arm(_ connection: Connection) {
        let isNew = !connection.isEnrolled.exchange(true, ordering: .relaxed)
        control(
            isNew ? EPOLL_CTL_ADD : EPOLL_CTL_MOD,
            connection.descriptor,
            id: connection.id,
            events: EPOLLRDHUP.rawValue | EPOLLONESHOT.rawValue
        )
    }

    /// Ends the traffic of a connection; libmicrohttpd sees it as closed by the peer.
    func cut(_ connection: Connection) {
        table.withLock { table in
            // Under the lock: a connection in the table still owns its descriptor.
            guard table.live[connection.id] != nil else { return }
            shutdown(connection.descriptor, Int32(SHUT_RDWR))
        }
    }

    private func run() {
        var events = [epoll_event](repeating: epoll_event(), count: 64)
        while true {
            let (isIdle, isStopped) = table.withLock { ($0.live.isEmpty, $0.isStopped) }
            if isStopped { break }
            let count = epoll_wait(epoll, &events, 64, isIdle ? -1 : tick.wholeMilliseconds)
            for event in events.prefix(Int(max(0, count))) {
                if event.data.u64 == Self.wakeID {
                    var value: UInt64 = 0
                    read(wake, &value, 8)
                } else if let connection = table.withLock({ $0.live[event.data.u64] }) {
                    connection.exchange.withLock { $0 }?.clientLeft()
                }
            }
            cutOverdue()
        }
        Glibc.close(epoll)
        Glibc.close(wake)
    }

    private func cutOverdue() {
        let now = Monotonic.now()
        for connection in connections where connection.deadline.load(ordering: .relaxed) < now {
            connection.deadline.store(.max, ordering: .relaxed)
            if connection.isAnswering.load(ordering: .relaxed) {
                table.withLock { $0.counts.stalled += 1 }
            }
            cut(connection)
        }
    }

    private func signal() {
        var one: UInt64 = 1
        write(wake, &one, 8)
    }

    private func control(_ operation: Int32, _ descriptor: Int32, id: UInt64, events: UInt32) {
        var event = epoll_event(events: events, data: epoll_data_t(u64: id))
        epoll_ctl(epoll, operation, descriptor, &event)
    }
}
