import Follow
package import TraceModel

/// A request under way: since when, and how much of its answer has come.
package struct PendingRequest: Sendable, Equatable {
    package let sent: Moment
    package var progress: LoadProgress?
    /// In words, for the line that says what is awaited.
    package var what: String
    /// Nobody waits for the answer, so the screen does not say how long it takes.
    package var isQuiet = false

    /// Since when, by the monotonic clock.
    package var started: Nanoseconds { sent.monotonic }

    /// How long a request may take before the screen mentions it, in nanoseconds.
    package static let quietTime: Nanoseconds = .milliseconds(150)
}
