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
    package func rows(of statistics: TraceStatistics) -> StatisticsRows {
        var places: [StatisticsRows.Place] = []
        for group in sorted(statistics.groups[...]) {
            places.append(StatisticsRows.Place(group: Int32(group)))
            for part in sorted(statistics.parts(ofGroup: group)) {
                places.append(StatisticsRows.Place(group: Int32(group), part: Int32(part)))
            }
        }
        return StatisticsRows(statistics, places)
    }

    /// The indices of groups in this order.
    private func sorted(_ groups: ArraySlice<SpanGroup>) -> [Int] {
        let isAscending = sortedColumn.direction == .ascending
        if column == .group {
            return groups.indices.sorted { left, right in
                let (first, second) = (groups[left].value, groups[right].value)
                // Spans without it come last, whichever way.
                guard let first, let second else { return first != nil && second == nil }
                return first == second ? left < right : (first < second) == isAscending
            }
        }
        // Only figures are moved about: there may be as many groups as spans.
        var keys = groups.indices.map { (figure: figure(groups[$0]), index: $0) }
        keys.sort { left, right in
            left.figure == right.figure
                ? left.index < right.index : (left.figure < right.figure) == isAscending
        }
        return keys.map(\.index)
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
