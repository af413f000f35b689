package import TraceModel

/// When a read is tried again.
package struct RetryPolicy: Sendable {
    /// How an attempt ended that gave nothing to its caller.
    package enum Failure: Sendable, Equatable {
        /// No connection, or one that broke before anything of the body was used.
        case connection
        /// An answer, and how long the server wants not to be asked, in nanoseconds, if it says so.
        case status(Int, retryAfter: Nanoseconds? = nil)
        /// A time limit, a cancellation, or an answer that cannot be read: trying again would not help.
        case final
    }

    /// Waiting time before the second, third, … attempt.
    package var delays: [Duration]
    /// A number of 0..<1, so that clients do not come back all at once.
    package var jitter: @Sendable () -> Double

    package init(
        delays: [Duration] = [.milliseconds(100), .milliseconds(400)],
        jitter: @escaping @Sendable () -> Double = { Double.random(in: 0..<1) }
    ) {
        self.delays = delays
        self.jitter = jitter
    }

    /// How long to wait before trying again after attempt `attempt`, 1, 2, …; nil to give up.
    package func delay(afterAttempt attempt: Int, _ failure: Failure) -> Duration? {
        guard attempt >= 1, attempt <= delays.count else { return nil }
        switch failure {
        case .connection: return spread(delays[attempt - 1])
        case .status(502, let asked), .status(503, let asked), .status(504, let asked):
            return max(.nanoseconds(asked ?? 0), spread(delays[attempt - 1]))
        case .status(429, let asked?):
            return max(.nanoseconds(asked), spread(delays[attempt - 1]))
        case .status, .final:
            return nil
        }
    }

    private func spread(_ delay: Duration) -> Duration {
        delay * (1 + jitter() / 4)
    }
}
