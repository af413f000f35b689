package import TraceAnalysis

/// Statistics with their rows in an order.
package struct SortedStatistics: Sendable {
    package let statistics: TraceStatistics
    package let rows: StatisticsRows
    /// The row of each span, that of a part where groups have some; −1 for none.
    ///
    /// There may be as many rows as spans, too many to look through while a key waits.
    let rowOfSpan: [Int32]

    /// - Complexity: O(spans + groups · log groups).
    init(_ statistics: TraceStatistics, _ order: StatisticsOrder) {
        self.statistics = statistics
        rows = order.rows(of: statistics)
        var rowOfSpan = [Int32](repeating: -1, count: statistics.spanCount)
        for (number, row) in rows.enumerated() {
            let spans =
                row.isPart
                ? statistics.spans(ofPart: row.index) : statistics.spans(ofGroup: row.index)
            for span in spans { rowOfSpan[Int(span)] = Int32(number) }
        }
        self.rowOfSpan = rowOfSpan
    }
}
