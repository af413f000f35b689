import TerminalText
package import TraceModel

/// A slice of time as lists have it.
package struct MonitorRow: Sendable {
    package var slice: MonitorSeries.Slice
    package var time: ClosedRange<Timestamp>

    /// Slice `index` of a series.
    package init(_ series: MonitorSeries, _ index: Int) {
        slice = series.slices[index]
        time = series.time(of: index)
    }
}

/// What the columns have to know of a list of slices.
package struct MonitorList: Sendable {
    package var view: ListView
    /// Traces stand in for calls.
    package var isSample: Bool
    /// From the first slice to the last.
    fileprivate var times: ClosedRange<Timestamp>?

    package init(_ view: ListView, _ series: MonitorSeries) {
        self.view = view
        isSample = if case .sample = series.source { true } else { false }
        times =
            series.slices.isEmpty
            ? nil
            : series.time(of: 0).lowerBound...series.time(of: series.slices.count - 1).lowerBound
    }

    fileprivate func figure(_ value: Double?, _ unit: AxisScale.Unit) -> Cell {
        let letters = view.lettering
        guard let value else { return Cell(letters.unknown, .muted) }
        return Cell(letters.words(AxisScale.text(value, unit)), .number)
    }
}

/// The columns of rate, errors and latency over time, a row for each slice.
package enum MonitorColumn: String, ListColumn {
    case from, calls, errors, p50, p95

    package static func usual(in list: MonitorList) -> [MonitorColumn] { allCases }

    package func column(in list: MonitorList) -> Column<MonitorRow> {
        switch self {
        case .from:
            return Column(
                "FROM",
                TimeWriting(
                    list.times,
                    in: list.view,
                    clock: .seconds,
                    wholeClock: .seconds
                ),
                in: list.view,
                fields: [
                    Field("from") { .time($0.time.lowerBound) },
                    Field("to") { .time($0.time.upperBound) },
                ]
            ) { $0.time.lowerBound }
        case .calls:
            return figure(list.isSample ? "TRACES/s" : "CALLS/s", "callsPerSecond", list, .rate) {
                $0.callsPerSecond
            }
        case .errors: return figure("ERRORS", "errorShare", list, .share) { $0.errorShare }
        case .p50: return figure("P50", "p50Nanos", list, .duration) { $0.p50 }
        case .p95: return figure("P95", "p95Nanos", list, .duration) { $0.p95 }
        }
    }

    private func figure(
        _ title: SafeText,
        _ name: StaticString,
        _ list: MonitorList,
        _ unit: AxisScale.Unit,
        _ value: @escaping @Sendable (MonitorSeries.Slice) -> Double?
    ) -> Column<MonitorRow> {
        Column(
            title,
            ColumnShape(.fixed(8)),
            alignment: .right,
            fields: [
                Field(name) {
                    switch unit {
                    case .duration: .nanoseconds(optional: value($0.slice))
                    case .rate, .share: .number(optional: value($0.slice))
                    }
                }
            ]
        ) { row, _ in list.figure(value(row.slice), unit) }
    }
}
