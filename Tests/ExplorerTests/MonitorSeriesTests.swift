import Explorer
import TestSupport
import Testing
import TraceModel

@Suite struct MonitorSeriesTests {
    private static let hour: Nanoseconds = 3_600_000_000_000
    private static let minute: Nanoseconds = 60_000_000_000

    private func points(_ values: [(minutesAgo: Nanoseconds, value: Double?)]) -> [MetricPoint] {
        values.map {
            MetricPoint(
                time: Journey.now.advanced(by: -$0.minutesAgo * Self.minute),
                value: $0.value
            )
        }
    }

    private func summary(_ id: Int, secondsAgo: Int64, milliseconds: UInt64, errors: Int = 0)
        -> TraceSummary
    {
        let start = Journey.now.advanced(by: -secondsAgo * 1_000_000_000)
        return TraceSummary(
            id: TraceID(high: 0, low: UInt64(id + 1)),
            rootService: "cart",
            rootOperation: "get",
            start: start,
            end: start.advanced(by: Nanoseconds(milliseconds) * 1_000_000),
            spanCount: 2,
            errorCount: errors,
            orphanCount: 0,
            services: [ServiceShare(name: "cart", spanCount: 2, errorCount: errors)]
        )
    }

    @Test func `a point of the metrics stands for the time before it`() {
        let metrics = ServiceMetrics(
            service: "cart",
            callsPerSecond: points([(60, 1), (59, 2), (0, 3), (-5, 4)]),
            errorShare: points([(0, 0.5)])
        )
        let series = MonitorSeries(metrics, end: Journey.now, range: Self.hour)
        #expect(series.slices.count == 60 && series.step == Self.minute)
        #expect(series.slices[0].callsPerSecond == 2, "the one before the range is left out")
        #expect(series.slices[59].callsPerSecond == 3 && series.slices[59].errorShare == 0.5)
        #expect(series.slices[58].isEmpty)
        #expect(series.time(of: 59).upperBound == Journey.now)
    }

    @Test func `values that cannot be are unknown`() {
        let metrics = ServiceMetrics(
            service: "cart",
            callsPerSecond: points([(0, .nan), (1, .infinity), (2, -1), (3, nil)])
        )
        let series = MonitorSeries(metrics, end: Journey.now, range: Self.hour)
        #expect(series.slices.allSatisfy { $0.isEmpty })
    }

    @Test func `a search that found all says that nothing happened where it found nothing`() {
        let answer = SearchAnswer(
            summaries: [
                summary(0, secondsAgo: 10, milliseconds: 100),
                summary(1, secondsAgo: 20, milliseconds: 300, errors: 1),
                summary(2, secondsAgo: 30, milliseconds: 200),
            ],
            limitHit: false
        )
        let series = MonitorSeries(answer, service: "cart", end: Journey.now, range: Self.hour)
        #expect(series.source == .sample(traces: 3, limitHit: false))
        let last = series.slices[59]
        #expect(last.callsPerSecond == 3.0 / 60 && last.errorShare == 1.0 / 3)
        #expect(last.p50 == 200e6 && last.p95 == 300e6)
        #expect(series.slices[0].callsPerSecond == 0 && series.slices[0].errorShare == nil)
    }

    @Test func `a search that was cut off does not`() {
        let answer = SearchAnswer(
            summaries: [summary(0, secondsAgo: 10, milliseconds: 100)],
            limitHit: true
        )
        let series = MonitorSeries(answer, service: "cart", end: Journey.now, range: Self.hour)
        #expect(series.slices[0].isEmpty && series.slices[59].callsPerSecond != nil)
    }

    @Test(arguments: 0..<20 as Range<UInt64>)
    func `every trace of the range is in one slice, whatever its times`(seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        var summaries: [TraceSummary] = []
        for index in 0..<80 {
            var one = summary(
                index,
                secondsAgo: .random(in: 1...3599, using: &generator),
                milliseconds: .random(in: 0...9_000, using: &generator)
            )
            if Int.random(in: 0..<9, using: &generator) == 0 { one.end = .zero }
            summaries.append(one)
        }
        let outside = [
            summary(90, secondsAgo: 3601, milliseconds: 1),
            summary(91, secondsAgo: -9, milliseconds: 1),
        ]
        let series = MonitorSeries(
            SearchAnswer(summaries: summaries + outside, limitHit: false),
            service: "cart",
            end: Journey.now,
            range: Self.hour
        )
        let calls = series.slices.compactMap(\.callsPerSecond).reduce(0, +) * 60
        #expect(abs(calls - 80) < 1e-6, "seed \(seed)")
        for slice in series.slices {
            if let low = slice.p50, let high = slice.p95 { #expect(0 <= low && low <= high) }
        }
    }
}
