package import TraceModel

/// How a source is followed.
package struct FollowSettings: Sendable, Equatable {
    /// How far back the first questions go, nanoseconds.
    package var reach: Nanoseconds = .seconds(900)
    /// How long a gap is worth filling, and how long a service that is new was not asked for, nanoseconds.
    package var lookback: Nanoseconds = .seconds(900)
    /// Requests in any 60 seconds, at most.
    package var requestsPerMinute = 30
    /// Time between two looks at what is newest while something changes, nanoseconds.
    package var refresh: Nanoseconds = .seconds(4)
    /// The same when nothing has changed for a while.
    package var slowestRefresh: Nanoseconds = .seconds(20)
    /// How long after something happened its last look is taken: spans later than that are not waited for.
    package var settleAfter: Nanoseconds = .seconds(300)
    /// How long traces are known after they were last seen; what comes back later counts as new.
    package var memory: Nanoseconds = .seconds(1800)
    /// How many traces are known at once.
    package var mostKnown = 200_000
    /// Traces asked for at once when summaries travel.
    package var summaryLimit = 1500
    /// Traces asked for at once when whole traces travel.
    package var traceLimit = 200
    /// How long an answer may take before the question is given up.
    package var requestTimeout: Nanoseconds = .seconds(120)
    /// The source has no limit of its own: an answer of fewer traces than asked for is all there is.
    package var isLimitKept = false

    package init() {}
}
