import Follow
import Synchronization
import TraceModel

/// A clock that goes on when the test says so.
final class SteppedClock: Sendable {
    private static let step: Nanoseconds = 100_000_000

    private struct State {
        var monotonic: Nanoseconds = 0
        var nextID = 0
        var sleepers: [Int: (due: Nanoseconds, wake: CheckedContinuation<Void, any Error>)] = [:]
        var cancelled: Set<Int> = []
    }

    private let start: Timestamp
    private let state = Mutex(State())

    init(start: Timestamp) { self.start = start }

    var time: Moment {
        let monotonic = state.withLock { $0.monotonic }
        return Moment(monotonic: monotonic, wall: start.advanced(by: monotonic))
    }

    var clock: FollowClock {
        FollowClock(
            now: { self.time },
            sleep: { try await self.sleep($0) },
            // No question is given up while its answer is being scheduled on a busy machine.
            sleepWhileAsking: { _ in try await Task.sleep(for: .seconds(3600)) }
        )
    }

    /// Lets a tenth of a second pass.
    func advance() {
        let woken = state.withLock { state in
            state.monotonic += Self.step
            let due = state.sleepers.filter { $0.value.due <= state.monotonic }
            for id in due.keys { state.sleepers[id] = nil }
            return due.values.map(\.wake)
        }
        for sleeper in woken { sleeper.resume() }
    }

    private func sleep(_ length: Nanoseconds) async throws {
        let id = state.withLock { state in
            state.nextID += 1
            return state.nextID
        }
        try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { wake in
                let isCancelled = state.withLock { state in
                    guard state.cancelled.remove(id) == nil else { return true }
                    state.sleepers[id] = (state.monotonic + length, wake)
                    return false
                }
                if isCancelled { wake.resume(throwing: CancellationError()) }
            }
        } onCancel: {
            let sleeper = state.withLock { state in
                let sleeper = state.sleepers.removeValue(forKey: id)
                if sleeper == nil { state.cancelled.insert(id) }
                return sleeper
            }
            sleeper?.wake.resume(throwing: CancellationError())
        }
    }
}
