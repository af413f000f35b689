import CMicrohttpd
import Glibc
import Synchronization

/// The client is gone, or the listener stops: nobody reads what is written.
package struct WriterClosed: Error, CustomStringConvertible {
    package var description: String { "the client closed the connection before the whole answer" }
}

/// Takes the body of a streamed answer as fast as the client reads it.
///
/// One task writes, one piece after the other. At most 64 KiB and the last piece wait here.
package final class ResponseWriter: Sendable {
    private struct State {
        var pending: [UInt8] = []
        var offset = 0
        var isFinished = false
        var hasFailed = false
        /// Nobody reads any more.
        var isClosed = false
        /// libmicrohttpd waits for more.
        var isSuspended = false
        var writer: CheckedContinuation<Bool, Never>?
        var task: Task<Void, Never>?
    }

    private static let highWater = 64 << 10

    private let state = Mutex(State())
    private let handle: ConnectionHandle
    private let watch: ConnectionWatch
    private let connection: Connection
    private let producer: ServerResponse.Producer
    private let stall: UInt64
    /// When the client last took something, or the answer began.
    private let lastTaken = Atomic(Monotonic.now())

    init(
        handle: ConnectionHandle,
        connection: Connection,
        watch: ConnectionWatch,
        stall: Duration,
        producer: @escaping ServerResponse.Producer
    ) {
        self.handle = handle
        self.connection = connection
        self.watch = watch
        self.stall = stall.wholeNanoseconds
        self.producer = producer
    }

    /// How long what is written has been waiting for the client to take it; zero when nothing waits.
    package var stalled: Duration {
        let isWaiting = state.withLock { !$0.isClosed && $0.pending.count > $0.offset }
        guard isWaiting else { return .zero }
        let now = Monotonic.now()
        let last = lastTaken.load(ordering: .relaxed)
        return .nanoseconds(Int64(clamping: now > last ? now - last : 0))
    }

    /// Closes the connection, whose client will know that the answer is not whole.
    package func cutOff() {
        close()
        watch.cut(connection)
    }

    /// Appends `bytes` to the body; returns once there is room for more.
    ///
    /// - Throws: ``WriterClosed`` when nobody reads any more: stop producing.
    package func write(_ bytes: [UInt8]) async throws(WriterClosed) {
        let isOpen = await withCheckedContinuation { continuation in
            let now: Bool? = state.withLock { state in
                precondition(state.writer == nil, "a ResponseWriter takes one write at a time")
                guard !state.isClosed else { return false }
                state.pending.append(contentsOf: bytes)
                resume(&state)
                guard state.pending.count - state.offset > Self.highWater else { return true }
                state.writer = continuation
                return nil
            }
            if let now { continuation.resume(returning: now) }
        }
        guard isOpen else { throw WriterClosed() }
    }

    /// Fills libmicrohttpd's buffer; on its thread.
    func fill(_ buffer: UnsafeMutableRawPointer, capacity: Int) -> Int {
        var waiting: CheckedContinuation<Bool, Never>?
        let count: Int = state.withLock { state in
            if state.task == nil { start(&state) }
            if state.isClosed { return Self.endWithError }
            let now = Monotonic.now()
            connection.deadline.store(now + stall, ordering: .relaxed)
            lastTaken.store(now, ordering: .relaxed)
            let left = state.pending.count - state.offset
            if left == 0 {
                if state.isFinished {
                    return state.hasFailed ? Self.endWithError : Self.endOfStream
                }
                // Waiting for the next piece is not the client's fault.
                connection.deadline.store(.max, ordering: .relaxed)
                state.isSuspended = true
                MHD_suspend_connection(handle.pointer)
                watch.arm(connection)
                return 0
            }
            let count = min(left, capacity)
            state.pending.withUnsafeBytes { bytes in
                if let base = bytes.baseAddress { memcpy(buffer, base + state.offset, count) }
            }
            state.offset += count
            if state.offset == state.pending.count {
                state.pending.removeAll(keepingCapacity: state.pending.count <= 4 * Self.highWater)
                state.offset = 0
                swap(&waiting, &state.writer)
            }
            return count
        }
        waiting?.resume(returning: true)
        return count
    }

    /// Ends the body though it is not whole: the client left, or the listener stops, or libmicrohttpd is done.
    func close() {
        let (writer, task) = state.withLock { state in
            state.isClosed = true
            resume(&state)
            defer { state.writer = nil }
            return (state.writer, state.task)
        }
        writer?.resume(returning: false)
        task?.cancel()
    }

    /// Called with the lock held.
    private func start(_ state: inout State) {
        // Making a long answer must not keep short ones waiting.
        state.task = Task(priority: .low) {
            do {
                try await producer(self)
                finish(hasFailed: false)
            } catch {
                finish(hasFailed: true)
            }
        }
    }

    private func finish(hasFailed: Bool) {
        state.withLock { state in
            state.isFinished = true
            state.hasFailed = hasFailed
            resume(&state)
        }
    }

    /// Called with the lock held, as suspending is: so a resumption never overtakes its suspension.
    private func resume(_ state: inout State) {
        guard state.isSuspended else { return }
        state.isSuspended = false
        MHD_resume_connection(handle.pointer)
    }

    // The macros MHD_CONTENT_READER_END_OF_STREAM and MHD_CONTENT_READER_END_WITH_ERROR.
    private static let endOfStream = -1
    private static let endWithError = -2
}
