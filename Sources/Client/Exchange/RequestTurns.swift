import Synchronization
import TraceModel

/// Lets one in at a time, in the order in which they came.
final class RequestTurns: Sendable {
    private typealias Waiter = (number: Int, continuation: CheckedContinuation<Bool, Never>)

    private struct State {
        var isTaken = false
        var waiters: [Waiter] = []
        var lastNumber = 0
    }

    private let state = Mutex(State())

    /// How many stand in line.
    var waiting: Int { state.withLock { $0.waiters.count } }

    /// Does some work when nobody else is at it, and lets the next one in however it ends.
    ///
    /// - Throws: What `work` throws, or `cancelled` for a task cancelled before its turn.
    func take<Value>(
        _ work: () async throws(TraceReaderError) -> Value
    ) async throws(TraceReaderError) -> Value {
        guard await enter() else { throw .cancelled }
        defer { leave() }
        return try await work()
    }

    /// Waits for a turn; false if the task was cancelled first.
    private func enter() async -> Bool {
        let number = state.withLock { state in
            state.lastNumber += 1
            return state.lastNumber
        }
        return await withTaskCancellationHandler {
            await withCheckedContinuation { line(up: number, $0) }
        } onCancel: {
            giveUp(number)
        }
    }

    private func line(up number: Int, _ continuation: CheckedContinuation<Bool, Never>) {
        let isIn: Bool? = state.withLock { state in
            // A cancellation from here on finds the waiter.
            if Task.isCancelled { return false }
            guard state.isTaken else {
                state.isTaken = true
                return true
            }
            state.waiters.append((number, continuation))
            return nil
        }
        if let isIn { continuation.resume(returning: isIn) }
    }

    private func giveUp(_ number: Int) {
        let waiter = state.withLock { state in
            state.waiters.firstIndex { $0.number == number }.map { state.waiters.remove(at: $0) }
        }
        waiter?.continuation.resume(returning: false)
    }

    /// Hands the turn on.
    private func leave() {
        let next: Waiter? = state.withLock { state in
            guard state.waiters.isEmpty else { return state.waiters.removeFirst() }
            state.isTaken = false
            return nil
        }
        next?.continuation.resume(returning: true)
    }
}
