package import TraceModel

/// What a user asks for in the query line, before the clock turns it into a ``TraceQuery``.
package struct SearchTerms: Sendable, Equatable, TraceSelector {
    /// Which time is searched.
    package enum Window: Sendable, Equatable {
        /// Not given: the settings decide.
        case unspecified
        /// Up to now.
        case last(Nanoseconds)
        /// An open end is now; an open start is the setting's look-back before the end.
        case between(Timestamp?, Timestamp?)
    }

    package var conditions: TraceConditions = []
    package var window = Window.unspecified
    package var limit: Int?

    package init() {}

    /// The query for a moment of asking.
    ///
    /// - Parameters:
    ///   - now: The moment.
    ///   - defaults: Look-back and limit where the terms say nothing.
    /// - Returns: A query with absolute times.
    package func query(now: Timestamp, defaults: SearchDefaults) -> TraceQuery {
        let start: Timestamp
        let end: Timestamp
        switch window {
        case .unspecified where defaults.searchesAllTime:
            (start, end) = (.zero, Timestamp(nanoseconds: .max))
        case .unspecified:
            (start, end) = (now.advanced(by: -defaults.lookback), now)
        case .last(let lookback):
            (start, end) = (now.advanced(by: -lookback), now)
        case .between(let from, let to):
            end = to ?? now
            start =
                from ?? (defaults.searchesAllTime ? .zero : end.advanced(by: -defaults.lookback))
        }
        return TraceQuery(
            conditions,
            start: start,
            end: end,
            limit: limit ?? defaults.limit
        )
    }
}
