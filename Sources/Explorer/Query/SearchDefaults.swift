package import TraceModel

/// What is searched where a query does not say.
package struct SearchDefaults: Sendable, Equatable {
    /// Traces that a search returns at most.
    package var limit: Int
    /// Traces that are read at most to find errors.
    package var errorLimit: Int
    /// How far back is looked, nanoseconds.
    package var lookback: Nanoseconds
    /// Files hold what they hold: without a time in the query, all of it is searched.
    package var searchesAllTime: Bool

    package init(
        limit: Int = 20,
        errorLimit: Int = ErrorSearch.traceLimit,
        lookback: Nanoseconds = .hours(1),
        searchesAllTime: Bool = false
    ) {
        self.limit = limit
        self.errorLimit = errorLimit
        self.lookback = lookback
        self.searchesAllTime = searchesAllTime
    }
}
