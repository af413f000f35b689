import Follow
import Synchronization
import TraceModel

/// Clocks that jump to whatever is waited for: an hour of following takes as long as its answers.
///
/// A follower waits either for an answer or for its next question, so nothing is jumped over. A source that tells by
/// itself needs one that is stepped, where whoever sleeps waits until the test lets time pass.
final class VirtualClock: Sendable {
    private struct Sleeper {
        var wait: Nanoseconds
        var end: Nanoseconds
        var continuation: CheckedContinuation<Void, Never>
    }

    private struct State {
        var passed: Nanoseconds = 0
        var lastSleeper = 0
        var sleepers: [Int: Sleeper] = [:]
    }

    /// When following begins, by everybody's clock.
    let begin: Timestamp
    private let isStepped: Bool
    private let state = Mutex(State())

    init(begin: Timestamp, isStepped: Bool = false) {
        self.begin = begin
        self.isStepped = isStepped
    }

    var clock: FollowClock {
        FollowClock(
            now: { self.now },
            sleep: { wait in
                try Task.checkCancellation()
                if self.isStepped {
                    await self.sleep(wait)
                    try Task.checkCancellation()
                } else {
                    self.pass(wait)
                    await Task.yield()
                }
            },
            sleepWhileAsking: { _ in try await Task.sleep(for: .seconds(3600)) }
        )
    }

    var now: Moment {
        let passed = state.withLock { $0.passed }
        return Moment(monotonic: passed, wall: begin.advanced(by: passed))
    }

    /// Whole seconds since following began.
    var second: Int { Int(now.monotonic / .seconds(1)) }

    /// Lets time pass; `before` happens in it, before anybody wakes.
    func pass(_ wait: Nanoseconds, before: (Timestamp) -> Void = { _ in }) {
        let passed = state.withLock { state in
            state.passed += wait
            return state.passed
        }
        before(begin.advanced(by: passed))
        let due = state.withLock { state in
            let due = state.sleepers.filter { $0.value.end <= passed }
            for number in due.keys { state.sleepers[number] = nil }
            return due.values
        }
        for sleeper in due { sleeper.continuation.resume() }
    }

    /// Whether somebody who wanted to sleep so long does.
    func sleeps(_ wait: Nanoseconds) -> Bool {
        state.withLock { $0.sleepers.values.contains { $0.wait == wait } }
    }

    private func sleep(_ wait: Nanoseconds) async {
        let number = state.withLock { state in
            state.lastSleeper += 1
            return state.lastSleeper
        }
        await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let isOver = state.withLock { state in
                    if wait <= 0 || Task.isCancelled { return true }
                    let end = state.passed + wait
                    state.sleepers[number] = Sleeper(
                        wait: wait,
                        end: end,
                        continuation: continuation
                    )
                    return false
                }
                if isOver { continuation.resume() }
            }
        } onCancel: {
            let sleeper = state.withLock { $0.sleepers.removeValue(forKey: number) }
            sleeper?.continuation.resume()
        }
    }
}

extension Nanoseconds {
    static func seconds(_ seconds: Int) -> Nanoseconds { Nanoseconds(seconds) * 1_000_000_000 }
}
