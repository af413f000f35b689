import Glibc

/// The time that a sender lives in, so that tests need not wait.
package struct ShopClock: Sendable {
    /// Nanoseconds since the epoch.
    package let now: @Sendable () -> UInt64
    /// Waits, or throws as soon as the task is cancelled.
    package let sleep: @Sendable (Duration) async throws -> Void

    package init(
        now: @escaping @Sendable () -> UInt64,
        sleep: @escaping @Sendable (Duration) async throws -> Void
    ) {
        self.now = now
        self.sleep = sleep
    }

    /// The computer's own.
    package static let system = ShopClock(
        now: {
            var time = timespec()
            clock_gettime(CLOCK_REALTIME, &time)
            return UInt64(time.tv_sec) * 1_000_000_000 + UInt64(time.tv_nsec)
        },
        sleep: { try await ContinuousClock().sleep(for: $0) }
    )
}
