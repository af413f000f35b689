package import TraceAnalysis

/// The statistics of a trace: view `3`.
package struct StatisticsState: Sendable {
    package var order = StatisticsOrder()
    /// What spans are grouped by, and then by.
    package var grouping = SpanGrouping.service
    package var subgrouping: SpanGrouping?
    package private(set) var statistics: TraceStatistics?
    package private(set) var rows = StatisticsRows()
    private var rowOfSpan: [Int32] = []
    package var cursor = ListCursor()
    package var request: RequestID?

    init() {}

    /// The same of another trace: what is grouped by and the order stay.
    func begunAnew() -> StatisticsState {
        var state = StatisticsState()
        state.order = order
        state.grouping = grouping
        state.subgrouping = subgrouping
        return state
    }

    /// Whether what is there is of what was asked for.
    var isCurrent: Bool {
        statistics.map { $0.grouping == grouping && $0.subgrouping == subgrouping } ?? false
    }

    /// Takes what was counted or sorted anew, keeping the selected row selected where it is the same statistics.
    mutating func take(_ found: SortedStatistics) {
        request = nil
        let place = isCurrent ? found.rows.firstIndex(ofRow: cursor.selected, in: rows) : nil
        statistics = found.statistics
        rows = found.rows
        rowOfSpan = found.rowOfSpan
        let height = max(1, rows.count)
        cursor.select(cursor.row(where: place), count: rows.count, height: height)
    }

    package var selectedRow: StatisticsRow? {
        rows.indices.contains(cursor.selected) ? rows[cursor.selected] : nil
    }

    /// The spans of a row, the shortest first.
    func spans(of row: StatisticsRow) -> ArraySlice<Int32> {
        guard let statistics else { return [] }
        return row.isPart
            ? statistics.spans(ofPart: row.index) : statistics.spans(ofGroup: row.index)
    }

    /// The row whose spans `span` is among; that of a part where groups have some.
    func row(of span: Int) -> Int? {
        guard rowOfSpan.indices.contains(span), rowOfSpan[span] >= 0 else { return nil }
        return Int(rowOfSpan[span])
    }

    /// What the spans of a row have in common: `service checkout, http.route /cart`.
    func title(of row: StatisticsRow) -> String {
        func words(_ grouping: SpanGrouping, _ group: SpanGroup) -> String {
            group.value.map { "\(grouping.name) \($0.isEmpty ? "empty" : $0)" }
                ?? "without \(grouping.name)"
        }
        guard let whole = row.whole, let subgrouping else { return words(grouping, row.group) }
        return "\(words(grouping, whole)), \(words(subgrouping, row.group))"
    }
}
