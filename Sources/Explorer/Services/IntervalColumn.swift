package import Follow
import PlainText
import TerminalText
import TraceModel

/// A service in an interval, as lists have it.
package struct IntervalRow: Sendable {
    package let interval: RatesInterval
    /// Nil where there were no calls.
    package let service: RatesInterval.Service?

    /// A row for each service; a single one where there were no calls, so that no row means that nothing was asked.
    package static func rows(of interval: RatesInterval) -> [IntervalRow] {
        interval.services.isEmpty
            ? [IntervalRow(interval: interval, service: nil)]
            : interval.services.map { IntervalRow(interval: interval, service: $0) }
    }

    fileprivate var figures: Follow.LiveFigures { service?.rates.figures ?? .init() }
    fileprivate var anomaly: Anomaly { service?.rates.anomaly ?? [] }
    fileprivate var seenShare: Double { service?.seenShare ?? interval.seenShare }
    fileprivate var isLowerBound: Bool { service?.rates.isLowerBound ?? (seenShare < 1) }
    fileprivate var callsPerSecond: Double { service?.rates.callsPerSecond ?? 0 }
    fileprivate var bound: String { isLowerBound ? "≥" : "" }

    fileprivate var worse: [String] {
        (anomaly.contains(.errors) ? ["errors"] : [])
            + (anomaly.contains(.latency) ? ["latency"] : [])
    }
}

/// What the columns have to know of a list of intervals.
package struct IntervalList: Sendable {
    package var view: ListView
    package var basis: LiveBasis

    package init(_ view: ListView, basis: LiveBasis) {
        self.view = view
        self.basis = basis
    }

    /// To a pipe with the day, as it may run for days; a narrow terminal has no room for milliseconds.
    fileprivate var writing: TimeWriting {
        TimeWriting(nil, in: view, clock: view.columns ?? .max < 100 ? .seconds : .milliseconds)
    }

    /// A figure worse than usual has a `!` behind it.
    fileprivate func figure(_ text: String?, isWorse: Bool = false) -> Cell {
        guard let text else { return Cell(view.lettering.unknown, .muted) }
        return Cell(view.lettering.words(text + (isWorse ? "!" : "")), isWorse ? .error : .number)
    }
}

/// The columns of rates that come interval by interval.
package enum IntervalColumn: String, ListColumn {
    case from, service, calls, errors, p50, p95, p99, seen, traces, basis, worse

    package static func usual(in list: IntervalList) -> [IntervalColumn] {
        [.from, .calls, .errors, .p50, .p95, .p99, .traces, .seen, .service]
    }

    package func column(in list: IntervalList) -> Column<IntervalRow> {
        let letters = list.view.lettering
        switch self {
        case .from:
            return Column(
                "FROM",
                list.writing,
                in: list.view,
                fields: [
                    Field("from") { .time($0.interval.start) },
                    Field("to") { .time($0.interval.end) },
                ]
            ) { $0.interval.start }
        case .service:
            return Column(
                "SERVICE",
                ColumnShape(.flexible(minimum: 0, ideal: 16)),
                fields: [Field("service") { .text(optional: $0.service?.rates.service) }]
            ) { row, _ in
                guard let name = row.service?.rates.service else { return list.figure(nil) }
                return Cell(letters.text(name), .service(name))
            }
        case .calls:
            return Column(
                list.basis == .calls ? "CALLS/s" : "SPANS/s",
                ColumnShape(.fixed(8)),
                alignment: .right,
                fields: [
                    Field("calls") { .integer($0.figures.calls) },
                    Field("callsPerSecond") { .number($0.callsPerSecond) },
                ]
            ) { row, _ in list.figure(row.bound + CountText.rate(row.callsPerSecond)) }
        case .errors:
            return Column(
                "ERRORS",
                ColumnShape(.fixed(7)),
                alignment: .right,
                fields: [
                    Field("errors") { .integer($0.figures.errors) },
                    Field("errorShare") { .number(optional: $0.figures.errorShare) },
                ]
            ) { row, _ in
                // Rates are compared over a minute; an interval without errors is not marked for those of the rest.
                let isWorse = row.figures.errors > 0 && row.anomaly.contains(.errors)
                return list.figure(
                    row.figures.errorShare.map(CountText.percent),
                    isWorse: isWorse
                )
            }
        case .p50: return latency("P50", "p50Nanos", 2, list) { ($0.figures.p50, false) }
        case .p95:
            return latency("P95", "p95Nanos", nil, list) {
                ($0.figures.p95, $0.anomaly.contains(.latency))
            }
        case .p99: return latency("P99", "p99Nanos", 3, list) { ($0.figures.p99, false) }
        case .seen:
            return Column(
                "SEEN",
                ColumnShape(.fixed(5), rank: 4),
                alignment: .right,
                fields: [
                    Field("atLeast") { .flag($0.isLowerBound) },
                    Field("seenShare") { .number($0.seenShare) },
                ]
            ) { row, _ in list.figure(CountText.percent(row.seenShare)) }
        case .traces:
            return Column(
                "TRACES",
                ColumnShape(.fixed(6), rank: 1),
                alignment: .right,
                fields: [
                    Field("traces") { .integer($0.interval.traces.count) },
                    Field("failedTraces") { .integer($0.interval.traces.failed) },
                ]
            ) { row, _ in list.figure(row.bound + CountText.brief(row.interval.traces.count)) }
        case .basis:
            return Column(
                "BASIS",
                ColumnShape(.fixed(5), rank: 0),
                fields: [Field("basis") { .text($0.basis) }]
            ) { row, _ in Cell(letters.text(row.basis), .muted) }
        case .worse:
            return Column(
                "WORSE",
                ColumnShape(.fixed(15), rank: 0),
                fields: [Field("worse") { .texts($0.worse) }]
            ) { row, _ in
                row.worse.isEmpty
                    ? Cell(letters.none, .muted)
                    : Cell(letters.text(row.worse.joined(separator: ", ")), .error)
            }
        }
    }

    private func latency(
        _ title: SafeText,
        _ name: StaticString,
        _ rank: Int?,
        _ list: IntervalList,
        _ value: @escaping @Sendable (IntervalRow) -> (nanoseconds: Double?, isWorse: Bool)
    ) -> Column<IntervalRow> {
        Column(
            title,
            ColumnShape(.fixed(7), rank: rank),
            alignment: .right,
            fields: [Field(name) { .nanoseconds(optional: value($0).nanoseconds) }]
        ) { row, _ in
            let (nanoseconds, isWorse) = value(row)
            return list.figure(
                nanoseconds.flatMap(DurationText.short(nanoseconds:)),
                isWorse: isWorse
            )
        }
    }
}

extension IntervalRow {
    fileprivate var basis: String { interval.basis == .calls ? "calls" : "spans" }
}
