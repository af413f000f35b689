package import TraceAnalysis

/// The order of statistics; parts of a group stay below it, in the same order.
package struct StatisticsOrder: Sendable, Equatable {
    package var column = StatisticsColumn.own
    package var isInverted = false

    package init() {}

    /// Figures begin with the largest, names from A on.
    package var sortedColumn: SortedColumn<StatisticsColumn> {
        SortedColumn(
            column,
            column == .group ? .ascending : .descending,
            isInverted: isInverted
        )
    }

    /// The rows of statistics in this order; equal ones in the order of their first spans.
    ///
    /// - Complexity: O(groups · log groups).
    package func rows(of statistics: TraceStatistics) -> [StatisticsRow] {
        sorted(Array(statistics.groups.enumerated())).flatMap { index, group in
            let parts = statistics.parts(ofGroup: index)
            return [StatisticsRow(group: group, whole: nil, index: index)]
                + sorted(zip(parts.indices, parts).map { ($0, $1) }).map {
                    StatisticsRow(group: $1, whole: group, index: $0)
                }
        }
    }

    private func sorted(_ groups: [(offset: Int, element: SpanGroup)]) -> [(Int, SpanGroup)] {
        let isAscending = sortedColumn.direction == .ascending
        return groups.sorted { left, right in
            if column == .group {
                let (first, second) = (left.element.value, right.element.value)
                // Spans without it come last, whichever way.
                guard let first, let second else { return first != nil && second == nil }
                if first != second { return (first < second) == isAscending }
            } else {
                let (first, second) = (figure(left.element), figure(right.element))
                if first != second { return (first < second) == isAscending }
            }
            return left.offset < right.offset
        }.map { ($0.offset, $0.element) }
    }

    private func figure(_ group: SpanGroup) -> Int64 {
        switch column {
        case .group: 0
        case .spans: Int64(group.spanCount)
        case .calls: Int64(group.calls)
        case .errors: Int64(group.errors)
        case .total: group.total
        case .own: group.own
        case .work: group.split.own
        case .waiting: group.split.waiting
        case .gap: group.split.gap
        case .queue: group.split.queue
        case .critical: group.critical
        case .min: group.min
        case .p50: group.p50
        case .p95: group.p95
        case .max: group.max
        }
    }
}

extension StatisticsColumn {
    /// As the order by it is called.
    package var orderName: String {
        switch self {
        case .group: "name"
        case .own: "self time"
        case .work: "own work"
        case .waiting: "time of waiting for children"
        case .gap: "gaps"
        case .queue: "time in queues"
        case .critical: "share of the critical path"
        case .min: "shortest"
        case .max: "longest"
        case .spans, .calls, .errors, .total, .p50, .p95: rawValue
        }
    }
}
