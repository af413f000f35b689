package import TraceModel

/// What `spoor follow` prints as it comes, and when it ends.
package struct FollowRequest: Sendable, Equatable {
    package enum Subject: Sendable, Equatable {
        /// New traces; with `updates` also those that grew.
        case traces(updates: Bool)
        /// Rates, errors and latencies of services per interval of so many nanoseconds, > 0; with `calls`
        /// counted from spans even where whole traces have to travel for that.
        case rates(every: Nanoseconds, calls: Bool)
    }

    /// Which traces; their time is in `reach`.
    package var search: TracesRequest
    package var subject: Subject
    /// How far back it begins, nanoseconds, unless a term says so.
    package var reach: Nanoseconds = .minutes(1)
    /// Ends after so many traces, or intervals of rates.
    package var count: Int?
    /// Ends after so many nanoseconds.
    package var duration: Nanoseconds?

    /// The longest reach: a day.
    static let longestReach: Nanoseconds = .hours(24)
}
