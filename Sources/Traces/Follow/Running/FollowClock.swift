import Glibc
package import TraceModel

/// The clocks that following goes by.
package struct FollowClock: Sendable {
    package let now: @Sendable () -> Moment
    /// Waits so many nanoseconds; throws when the task is cancelled.
    package let sleep: @Sendable (Nanoseconds) async throws -> Void
    /// The same while an answer is awaited, which a clock that jumps must not jump over.
    package let sleepWhileAsking: @Sendable (Nanoseconds) async throws -> Void

    /// `sleepWhileAsking` is `sleep` where it is nil.
    package init(
        now: @escaping @Sendable () -> Moment,
        sleep: @escaping @Sendable (Nanoseconds) async throws -> Void,
        sleepWhileAsking: (@Sendable (Nanoseconds) async throws -> Void)? = nil
    ) {
        self.now = now
        self.sleep = sleep
        self.sleepWhileAsking = sleepWhileAsking ?? sleep
    }

    /// Those of the system.
    package static let system = FollowClock(
        now: {
            Moment(
                monotonic: monotonic,
                wall: .now
            )
        },
        sleep: { try await Task.sleep(nanoseconds: UInt64(max($0, 0))) }
    )

    private static var monotonic: Nanoseconds {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return .seconds(Int64(time.tv_sec)) + Nanoseconds(time.tv_nsec)
    }
}
