import Follow
import Synchronization
import TraceModel

/// Clocks that jump to whatever is waited for: an hour of following takes as long as its answers.
///
/// A follower waits either for an answer or for its next question, so nothing is jumped over.
final class VirtualClock: Sendable {
    /// When following begins, by everybody's clock.
    let begin: Timestamp
    private let passed = Mutex<Nanoseconds>(0)

    init(begin: Timestamp) { self.begin = begin }

    var clock: FollowClock {
        FollowClock(
            now: { self.now },
            sleep: { wait in
                try Task.checkCancellation()
                self.passed.withLock { $0 += wait }
                await Task.yield()
            },
            sleepWhileAsking: { _ in try await Task.sleep(for: .seconds(3600)) }
        )
    }

    var now: FollowerTime {
        let passed = passed.withLock { $0 }
        return FollowerTime(monotonic: passed, wall: begin.advanced(by: passed))
    }

    /// Whole seconds since following began.
    var second: Int { Int(now.monotonic / .seconds(1)) }
}

extension Nanoseconds {
    static func seconds(_ seconds: Int) -> Nanoseconds { Nanoseconds(seconds) * 1_000_000_000 }
}
