import PlainText
import TerminalText
package import TraceAnalysis
import TraceModel

/// What the columns have to know of statistics as a whole.
package struct StatisticsList: Sendable {
    package var view: ListView
    package let grouping: SpanGrouping
    package let subgrouping: SpanGrouping?

    package init(_ view: ListView, _ statistics: TraceStatistics) {
        self.view = view
        grouping = statistics.grouping
        subgrouping = statistics.subgrouping
    }

    /// The name of a group, that of a part set off from it.
    func name(_ row: StatisticsRow, _ width: Int) -> Cell {
        let letters = view.lettering
        let kind = row.isPart ? subgrouping ?? grouping : grouping
        let indent: SafeText = row.isPart ? "  " : ""
        guard let value = row.group.value else {
            return Cell(indent + letters.words("without ") + letters.text(kind.name), .muted)
        }
        guard !value.isEmpty else { return Cell(indent + letters.words("empty"), .muted) }
        let text = letters.text(value, columns: view.isScreen ? max(1, width) : .max)
        return Cell(indent + text, kind == .service ? .service(value) : .text)
    }
}

/// The columns of the statistics of a trace.
package enum StatisticsColumn: String, ListColumn {
    case group, spans, calls, errors, total
    case own = "self"
    case critical, min, p50, p95, max
    case work, waiting, gap, queue

    package static func usual(in list: StatisticsList) -> [StatisticsColumn] { allCases }

    package func column(in list: StatisticsList) -> Column<StatisticsRow> {
        let letters = list.view.lettering
        func number(
            _ title: SafeText,
            _ name: StaticString,
            _ value: @escaping @Sendable (SpanGroup) -> Int
        ) -> Column<StatisticsRow> {
            .count(title, name, shape(in: list), letters, ofErrors: self == .errors) {
                value($0.group)
            }
        }
        func time(
            _ title: SafeText,
            _ name: StaticString,
            _ value: @escaping @Sendable (SpanGroup) -> Nanoseconds
        ) -> Column<StatisticsRow> {
            .duration(title, name, shape(in: list), letters) { value($0.group) }
        }
        switch self {
        case .group:
            let titles = [list.grouping, list.subgrouping].compactMap { $0?.name.uppercased() }
            return Column(
                letters.text(titles.joined(separator: " / ")),
                shape(in: list),
                fields: [
                    Field("group") { .text(optional: ($0.whole ?? $0.group).value) },
                    Field("subgroup") {
                        .text(optional: $0.isPart ? $0.group.value : nil)
                    },
                    Field("level") { .integer($0.isPart ? 2 : 1) },
                ]
            ) { row, width in list.name(row, width) }
        case .spans: return number("SPANS", "spanCount") { $0.spanCount }
        case .calls: return number("CALLS", "calls") { $0.calls }
        case .errors: return number("ERRORS", "errorCount") { $0.errors }
        case .total: return time("TOTAL", "totalNanos") { $0.total }
        case .own: return time("SELF", "selfNanos") { $0.own }
        case .critical:
            return Column(
                "PATH",
                shape(in: list),
                alignment: .right,
                fields: [
                    Field("criticalPathNanos") { .integer($0.group.critical) },
                    Field("criticalShare") { .number(optional: $0.group.criticalShare) },
                ]
            ) { row, _ in
                guard let share = row.group.criticalShare else {
                    return Cell(letters.unknown, .muted)
                }
                return Cell(letters.words(CountText.percent(share)), .number)
            }
        case .min: return time("MIN", "minNanos") { $0.min }
        case .p50: return time("P50", "p50Nanos") { $0.p50 }
        case .p95: return time("P95", "p95Nanos") { $0.p95 }
        case .max: return time("MAX", "maxNanos") { $0.max }
        case .work: return time("WORK", "workNanos") { $0.split.own }
        case .waiting: return time("WAIT", "waitingNanos") { $0.split.waiting }
        case .gap: return time("GAPS", "gapNanos") { $0.split.gap }
        case .queue: return time("QUEUE", "queueNanos") { $0.split.queue }
        }
    }

    private func shape(in list: StatisticsList) -> ColumnShape {
        let gap = list.view.isScreen ? 1 : 2
        func fixed(_ width: Int, rank: Int?) -> ColumnShape {
            ColumnShape(.fixed(width), rank: rank, gap: gap)
        }
        return switch self {
        case .group: ColumnShape(.flexible(minimum: 8, ideal: 18, maximum: 60), gap: gap)
        case .spans: fixed(7, rank: 1)
        case .calls: fixed(7, rank: 6)
        case .errors: fixed(6, rank: 7)
        case .total: fixed(7, rank: 8)
        case .own: fixed(7, rank: nil)
        case .work, .waiting, .gap, .queue: fixed(7, rank: 0)
        case .critical: fixed(6, rank: 5)
        case .min: fixed(7, rank: 2)
        case .p50: fixed(7, rank: 3)
        case .p95: fixed(7, rank: 9)
        case .max: fixed(7, rank: 4)
        }
    }
}
