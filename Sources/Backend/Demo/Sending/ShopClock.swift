import TraceModel

/// A sender's clock, so that tests need not wait.
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
        now: { Timestamp.now.nanoseconds },
        sleep: { try await ContinuousClock().sleep(for: $0) }
    )
}
