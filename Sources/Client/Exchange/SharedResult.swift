import Synchronization
import TraceModel

/// A value that is made once, on first use, for all callers; a failure is reported to those that wait and then
/// forgotten, so that the next to ask tries again.
///
/// A cancelled caller stops waiting at once; the making is cancelled when nobody waits any more.
final class SharedResult<Value: Sendable>: Sendable {
    private typealias Waiter = CheckedContinuation<Result<Value, TraceReaderError>, Never>

    private struct Making {
        var number: Int
        var task: Task<Void, Never>
        var waiters: [Int: Waiter] = [:]
    }

    private struct State {
        var value: Value?
        var making: Making?
        var lastNumber = 0
    }

    private let state = Mutex(State())
    private let make: @Sendable () async throws(TraceReaderError) -> Value

    init(_ make: @escaping @Sendable () async throws(TraceReaderError) -> Value) {
        self.make = make
    }

    /// The value, made now if it was not before.
    func value() async throws(TraceReaderError) -> Value {
        let number = state.withLock { state in
            state.lastNumber += 1
            return state.lastNumber
        }
        let result = await withTaskCancellationHandler {
            await withCheckedContinuation { join(number, $0) }
        } onCancel: {
            leave(number)
        }
        return try result.get()
    }

    private func join(_ number: Int, _ waiter: Waiter) {
        let result: Result<Value, TraceReaderError>? = state.withLock { state in
            // A cancellation from here on finds the waiter.
            if Task.isCancelled { return .failure(.cancelled) }
            if let value = state.value { return .success(value) }
            if state.making == nil {
                state.making = Making(number: number, task: Task { await self.run(number) })
            }
            state.making?.waiters[number] = waiter
            return nil
        }
        if let result { waiter.resume(returning: result) }
    }

    private func leave(_ number: Int) {
        let waiter = state.withLock { state in
            let waiter = state.making?.waiters.removeValue(forKey: number)
            if let making = state.making, making.waiters.isEmpty {
                making.task.cancel()
                state.making = nil
            }
            return waiter
        }
        waiter?.resume(returning: .failure(.cancelled))
    }

    private func run(_ number: Int) async {
        let result: Result<Value, TraceReaderError>
        do throws(TraceReaderError) {
            result = .success(try await make())
        } catch {
            result = .failure(error)
        }
        let waiters: [Waiter] = state.withLock { state in
            guard let making = state.making, making.number == number else { return [] }
            state.making = nil
            if case .success(let value) = result { state.value = value }
            return Array(making.waiters.values)
        }
        for waiter in waiters { waiter.resume(returning: result) }
    }
}
