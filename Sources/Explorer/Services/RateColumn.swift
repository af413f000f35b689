import Follow
import PlainText
import TerminalText
import TraceModel

/// The columns of rates, errors and latencies beside a list of services or operations.
///
/// Where a list is followed, the most important figures are the last to be left out; else those at the right are the first.
enum RateColumn: Sendable {
    case calls, errors, p50, p95, p99, trend

    private static let trendColumns = 15

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
            return Column(
                list.figuresSource == .traces ? "LAST 5 MIN" : "LAST 15 MIN",
                shape,
                isFilled: true,
                fields: [
                    Field("trend") { .list(($0?.trend ?? []).map { .number(optional: $0) }) }
                ]
            ) { rates, _ in Cell(Self.trend(rates?.trend ?? [], list.view.lettering), .bar) }
        }
    }

    private func shape(in list: RateList) -> ColumnShape {
        guard case .screen = list.view.medium else {
            return ColumnShape(.fixed(self == .trend ? Self.trendColumns : 8), rank: rank(in: list))
        }
        let rank = rank(in: list)
        return switch self {
        case .calls, .errors: ColumnShape(.fixed(8), rank: rank, gap: 1)
        case .p50: ColumnShape(.fixed(7), rank: rank, gap: 1)
        case .p95: ColumnShape(.fixed(list.isLive ? 8 : 7), rank: rank, gap: 1)
        case .p99: ColumnShape(.fixed(7), rank: rank, from: list.isLive ? 100 : 0, gap: 1)
        case .trend: ColumnShape(.fixed(Self.trendColumns), rank: rank, gap: 1, spareGap: 2)
        }
    }

    private func rank(in list: RateList) -> Int? {
        switch (self, list.view.isScreen, list.isLive) {
        case (_, false, _): nil
        case (.calls, _, true): nil
        case (.p99, _, true): 1
        case (.trend, _, true): 2
        case (.p50, _, true): 3
        case (.p95, _, true): 4
        case (.errors, _, true): 5
        case (.trend, _, false): 1
        case (.p99, _, false): 2
        case (.p95, _, false): 3
        case (.p50, _, false): 4
        case (.errors, _, false): 5
        case (.calls, _, false): 6
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

    /// Always as wide as the column.
    private static func trend(_ values: [Double?], _ letters: Lettering) -> SafeText {
        let points = values.suffix(trendColumns)
            .map { $0.flatMap { $0.isFinite && $0 >= 0 ? $0 : nil } }
        let most = points.compactMap { $0 }.max() ?? 0
        let blocks = points.map { value -> SafeText in
            guard let value, most > 0 else { return " " }
            return letters.block(1 + Int((value / most * 7).rounded()))
        }
        return SafeText.joined(blocks).padded(to: trendColumns)
    }
}
