import CMicrohttpd
import Glibc
import Synchronization

/// A pointer to libmicrohttpd's connection.
// Sendable: resuming is allowed from any thread, everything else happens on the connection's own.
struct ConnectionHandle: @unchecked Sendable {
    let pointer: OpaquePointer
}

/// One request and its answer.
// Sendable: `phase`, `head` and `body` belong to the connection's thread, the rest is locked or constant.
final class Exchange: @unchecked Sendable {
    enum Phase {
        case head
        case receiving
        /// The request is refused already; its body is read and thrown away.
        case draining(ServerResponse, discarded: Int)
        /// The refusal went out in mid-body; what still comes is thrown away so that its sender sees it.
        case lingering(discarded: Int)
        /// The handler has the request.
        case handling
        case answered
    }

    /// What crosses threads.
    struct Shared {
        var task: Task<Void, Never>?
        var result: ServerResponse?
        var writer: ResponseWriter?
        var isSuspended = false
        var hasClientLeft = false
        var isAborted = false
        /// Whether the request has come to its end, so that an answer can be given.
        var isWhole = false
        /// Whether libmicrohttpd is done with it.
        var hasEnded = false
    }

    let core: ListenerCore
    let connection: Connection
    let handle: ConnectionHandle
    let rawTarget: String
    let shared = Mutex(Shared())

    /// Where the target ends in the connection's buffer; only compared, never read.
    var endOfTarget: UnsafeRawPointer?
    var phase = Phase.head
    var head: RequestHead?
    var body: [UInt8] = []
    /// What the answer holds until it is sent.
    var heldUntilSent: (any Sendable)?
    /// Bytes of the listener's memory of bodies that this one has taken.
    private(set) var takenMemory = 0

    init(core: ListenerCore, connection: Connection, handle: ConnectionHandle, rawTarget: String) {
        self.core = core
        self.connection = connection
        self.handle = handle
        self.rawTarget = rawTarget
    }

    /// Whether its end has not come and nothing of an answer is under way.
    var isReceiving: Bool {
        switch phase {
        case .head, .receiving, .draining: true
        case .lingering, .handling, .answered: false
        }
    }

    /// Takes memory for more of the body; false if there is none.
    func takeMemory(_ bytes: Int) -> Bool {
        guard let budget = core.options.bodyMemory else { return true }
        guard budget.take(bytes) else { return false }
        takenMemory += bytes
        return true
    }

    /// Lets go of the body and its memory.
    func dropBody() {
        body = []
        guard takenMemory > 0 else { return }
        core.options.bodyMemory?.giveBack(takenMemory)
        takenMemory = 0
    }

    /// Takes the handler's answer, or the forced one of a stop: the first wins and wakes the connection.
    func complete(_ response: ServerResponse) {
        shared.withLock { shared in
            guard shared.result == nil else { return }
            shared.result = response
            guard shared.isSuspended else { return }
            shared.isSuspended = false
            MHD_resume_connection(handle.pointer)
        }
    }

    /// The client closed its side: work for it is cancelled.
    func clientLeft() {
        let (task, writer) = shared.withLock { shared in
            shared.hasClientLeft = true
            return (shared.task, shared.writer)
        }
        task?.cancel()
        writer?.close()
    }

    /// The listener stops and cannot wait: nothing may stay or become suspended.
    func abort() {
        shared.withLock { $0.isAborted = true }
        complete(.text(503, "the server is stopping\n"))
        clientLeft()
    }

    /// Whether an answer is on its way.
    var isBeingAnswered: Bool { shared.withLock { $0.isWhole && !$0.hasEnded } }

    /// libmicrohttpd is done with the request, well or not.
    func ended() {
        dropBody()
        heldUntilSent = nil
        let (task, writer) = shared.withLock { shared in
            shared.hasEnded = true
            return (shared.task, shared.writer)
        }
        task?.cancel()
        writer?.close()
    }
}
