package import TraceAnalysis

/// Statistics with their rows in an order.
package struct SortedStatistics: Sendable {
    package let statistics: TraceStatistics
    package let rows: StatisticsRows

    /// - Complexity: O(groups · log groups).
    init(_ statistics: TraceStatistics, _ order: StatisticsOrder) {
        self.statistics = statistics
        rows = order.rows(of: statistics)
    }
}
