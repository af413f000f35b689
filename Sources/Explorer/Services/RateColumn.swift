import Follow
import PlainText
import TerminalText
import TraceModel

/// The columns of rates, errors and latencies beside a list of services or operations.
///
/// Where there is little room, errors and the 95th percentile are the last to be left out.
enum RateColumn: Sendable {
    case calls, errors, p50, p95, p99, trend, errorTrend, p95Trend

    func column(in list: RateList) -> Column<ServiceRates?> {
        let shape = shape(in: list)
        switch self {
        case .calls:
            return Column(
                "CALLS/s",
                shape,
                alignment: .right,
                fields: [Field("callsPerSecond") { .number(optional: $0?.callsPerSecond) }]
            ) { rates, _ in
                let sign = rates?.isLowerBound == true ? "≥" : ""
                return list.figure(rates?.callsPerSecond.map { sign + CountText.rate($0) })
            }
        case .errors:
            return Column(
                "ERRORS",
                shape,
                alignment: .right,
                fields: [Field("errorShare") { .number(optional: $0?.errorShare) }]
            ) { rates, _ in Self.errors(rates, in: list) }
        case .p50:
            return latency("P50", "p50Nanos", shape, list) { ($0?.p50, false) }
        case .p95:
            return latency("P95", "p95Nanos", shape, list) {
                ($0?.p95, $0?.anomaly.contains(.latency) == true)
            }
        case .p99:
            return latency("P99", "p99Nanos", shape, list) { ($0?.p99, false) }
        case .trend:
            return chart("CALLS", "trend", shape, list) { $0?.trend ?? [] }
        case .errorTrend:
            return chart("ERRORS", "errorTrend", shape, list) { $0?.errorTrend ?? [] }
        case .p95Trend:
            return chart("P95", "p95Trend", shape, list) { $0?.p95Trend ?? [] }
        }
    }

    private func shape(in list: RateList) -> ColumnShape {
        let width: Int =
            switch self {
            case .calls, .errors: 8
            case .p50, .p99: 7
            case .p95: list.isLive ? 8 : 7
            case .trend, .errorTrend, .p95Trend: TrendChart.points
            }
        guard case .screen = list.view.medium else { return ColumnShape(.fixed(max(8, width))) }
        return switch self {
        case .calls, .errors, .p50, .p95: ColumnShape(.fixed(width), rank: rank, gap: 1)
        case .p99:
            ColumnShape(.fixed(width), rank: rank, from: list.isLive ? 100 : 0, gap: 1)
        // Charts grow by whole columns for each point.
        case .trend, .errorTrend, .p95Trend:
            ColumnShape(
                .flexible(minimum: width, maximum: 8 * width, turn: 1),
                rank: rank,
                from: self == .trend ? 0 : 120,
                gap: 1,
                spareGap: 2
            )
        }
    }

    private var rank: Int {
        switch self {
        case .p95Trend: 1
        case .errorTrend: 2
        case .p99: 3
        // Between them lies the number of operations of a service.
        case .trend: 5
        case .p50: 6
        case .calls: 7
        case .p95: 8
        case .errors: 9
        }
    }

    private func chart(
        _ word: String,
        _ name: StaticString,
        _ shape: ColumnShape,
        _ list: RateList,
        _ values: @escaping @Sendable (ServiceRates?) -> [Double?]
    ) -> Column<ServiceRates?> {
        let letters = list.view.lettering
        let minutes = list.figuresSource == .traces ? 5 : 15
        // A share is small or large in itself, other figures only beside the others of the row.
        let leastTop = self == .errorTrend ? 0.05 : 0
        return Column(
            letters.text("\(word), LAST \(minutes) MIN"),
            shape,
            shortTitles: [letters.text("\(word) \(minutes) MIN")],
            isFilled: true,
            fields: [
                Field(name) { .list(values($0).map { .number(optional: $0) }) }
            ]
        ) { rates, width in
            TrendChart(values(rates), leastTop: leastTop).cell(
                columns: min(width, shape.width.maximum),
                letters
            )
        }
    }

    private func latency(
        _ title: SafeText,
        _ name: StaticString,
        _ shape: ColumnShape,
        _ list: RateList,
        _ value: @escaping @Sendable (ServiceRates?) -> (nanoseconds: Double?, isWorse: Bool)
    ) -> Column<ServiceRates?> {
        Column(
            title,
            shape,
            alignment: .right,
            fields: [Field(name) { .nanoseconds(optional: value($0).nanoseconds) }]
        ) { rates, _ in
            let (nanoseconds, isWorse) = value(rates)
            return list.figure(
                nanoseconds.flatMap(DurationText.short(nanoseconds:)),
                isWorse: isWorse
            )
        }
    }

    private static func errors(_ rates: ServiceRates?, in list: RateList) -> Cell {
        guard let share = rates?.errorShare else { return list.figure(nil) }
        let text = CountText.percent(share)
        guard list.view.isScreen else { return list.figure(text) }
        if rates?.anomaly.contains(.errors) == true { return list.figure(text, isWorse: true) }
        guard share >= 0.05 else { return list.figure(text) }
        let letters = list.view.lettering
        return Cell(letters.failure + " " + letters.words(text), .error, isStrong: true)
    }
}
