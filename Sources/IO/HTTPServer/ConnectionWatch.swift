import CMicrohttpd
import Glibc
import Synchronization

/// One TCP connection as long as libmicrohttpd knows it.
final class Connection: Sendable {
    let id: UInt64
    let descriptor: Int32
    /// When what is expected now must have come, nanoseconds of the monotonic clock; `.max` is never.
    let deadline: Atomic<UInt64>
    /// The request that is being received or answered.
    let exchange = Mutex<Exchange?>(nil)
    /// Whether the descriptor is in the watch's epoll set.
    let isEnrolled = Atomic(false)

    init(id: UInt64, descriptor: Int32, deadline: UInt64) {
        self.id = id
        self.descriptor = descriptor
        self.deadline = Atomic(deadline)
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
        var isStopped = false
    }

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

    func open(_ descriptor: Int32, deadline: UInt64) -> Connection {
        let (connection, isFirst) = table.withLock { table in
            let connection = Connection(
                id: table.nextID,
                descriptor: descriptor,
                deadline: deadline
            )
            table.nextID += 1
            table.live[connection.id] = connection
            return (connection, table.live.count == 1)
        }
        if isFirst { signal() }
        return connection
    }

    /// Forgets a connection; its descriptor is closed only after this.
    func close(_ connection: Connection) {
        _ = table.withLock { $0.live.removeValue(forKey: connection.id) }
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
