import Explorer
import Follow
import PlainText
import TerminalText
import TraceModel
import WireFormats

/// An interval's figures as `spoor follow --summary` prints them: a row a service.
struct FollowedRatesOutput {
    let interval: RatesInterval

    static func table(_ basis: LiveBasis, _ style: OutputStyle) -> StreamTable {
        StreamTable(
            [
                .init(title: "FROM", width: FollowedTraceOutput.width(ofTime: style)),
                .init(title: basis == .calls ? "CALLS/s" : "SPANS/s", width: 8, alignment: .right),
                .init(title: "ERRORS", width: 7, alignment: .right),
                .init(title: "P50", width: 7, alignment: .right, leftOutAt: 2),
                .init(title: "P95", width: 7, alignment: .right),
                .init(title: "P99", width: 7, alignment: .right, leftOutAt: 3),
                .init(title: "TRACES", width: 6, alignment: .right, leftOutAt: 1),
                .init(title: "SEEN", width: 5, alignment: .right, leftOutAt: 4),
            ],
            last: "SERVICE",
            style
        )
    }

    /// One where there were no calls, so that silence means that nothing was asked.
    var rows: [Row] {
        interval.services.isEmpty
            ? [Row(interval: interval, service: nil)]
            : interval.services.map { Row(interval: interval, service: $0) }
    }

    struct Row {
        let interval: RatesInterval
        /// Nil where there were no calls.
        let service: RatesInterval.Service?

        private var figures: LiveFigures { service?.rates.figures ?? LiveFigures() }
        private var departure: Departure { service?.rates.departure ?? [] }
        private var seenShare: Double { service?.seenShare ?? interval.seenShare }
        private var isLowerBound: Bool { service?.rates.isLowerBound ?? (seenShare < 1) }

        /// A cell each column.
        func cells(_ style: OutputStyle) -> [SafeText] {
            let bound = isLowerBound ? "≥" : ""
            // A minute is judged; an interval of it without errors is not to be marked for them.
            let isWorse = figures.errors > 0 && departure.contains(.errors)
            func duration(_ value: Double?, isWorse: Bool = false) -> SafeText {
                value.flatMap(DurationText.short(nanoseconds:)).map {
                    style.words($0 + (isWorse ? "!" : ""))
                } ?? style.sign("–", "-")
            }
            let errors = figures.errorShare.map {
                CountText.percent($0) + (isWorse ? "!" : "")
            }
            return [
                style.text(FollowedTraceOutput.time(interval.start, style)),
                style.words(bound + CountText.rate(service?.rates.callsPerSecond ?? 0)),
                errors.map { style.words($0) } ?? style.sign("–", "-"), duration(figures.p50),
                duration(figures.p95, isWorse: departure.contains(.latency)),
                duration(figures.p99), style.words(bound + CountText.brief(interval.traces.count)),
                style.words(CountText.percent(seenShare)),
                service.map { style.text($0.rates.service) } ?? style.sign("–", "-"),
            ]
        }

        func write(_ writer: inout JSONWriter) {
            writer.object { writer in
                writer.field("from", interval.start)
                writer.field("to", interval.end)
                writer.field("service", optional: service?.rates.service)
                writer.field("calls", figures.calls)
                writer.field("callsPerSecond", optional: service?.rates.callsPerSecond ?? 0)
                writer.field("errors", figures.errors)
                writer.field("errorShare", optional: figures.errorShare)
                writer.field("p50Nanos", optional: figures.p50)
                writer.field("p95Nanos", optional: figures.p95)
                writer.field("p99Nanos", optional: figures.p99)
                writer.field("atLeast", isLowerBound)
                writer.field("seenShare", optional: seenShare)
                writer.field("traces", interval.traces.count)
                writer.field("failedTraces", interval.traces.failed)
                writer.field("basis", interval.basis == .calls ? "calls" : "spans")
                writer.field("worse", Self.names(departure))
            }
        }

        private static func names(_ departure: Departure) -> [String] {
            (departure.contains(.errors) ? ["errors"] : [])
                + (departure.contains(.latency) ? ["latency"] : [])
        }
    }
}
