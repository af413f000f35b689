import Explorer
import TestSupport
import Testing
import TraceModel

/// The source's clock is not ours: metrics bear its times.
@Suite struct SourceClockTests {
    private static let minute: Nanoseconds = 60_000_000_000
    /// Minutes that the source's clock is ahead of ours.
    private static let offsets = [-150, -10, -2, 2, 10, 150]

    /// A source that has had ten calls a second every minute of some hours before its now, and will have.
    private static func source(_ offset: Int) -> (ScriptedSource, now: Timestamp) {
        let now = Journey.now.advanced(by: Nanoseconds(offset) * minute + 300_000_000)
        func points(_ value: Double) -> [MetricPoint] {
            (-300...60).map {
                MetricPoint(time: now.advanced(by: Nanoseconds($0) * minute), value: value)
            }
        }
        var source = ScriptedSource.shop
        source.metrics = ["frontend", "checkout"].map {
            ServiceMetrics(
                service: $0,
                callsPerSecond: points(10),
                errorShare: points(0.1),
                p50: points(5e6),
                p95: points(9e6)
            )
        }
        return (source, now)
    }

    private func queries(_ requests: [LoadRequest]) -> [MetricsQuery] {
        requests.compactMap { if case .metrics(let query) = $0 { query } else { nil } }
    }

    private func isNow(_ query: MetricsQuery?, _ journey: Journey) -> Bool {
        guard let query, let now = journey.source.serverTime else { return false }
        return (0...1_000_000_000).contains(now.since(query.end))
    }

    @Test(arguments: offsets)
    func `the first list of services is of the source's last minutes`(_ offset: Int) {
        var (source, now) = Self.source(offset)
        source.serverTime = now
        var journey = Journey(source: source)
        #expect(queries(journey.loads).count == 2, "asked again when its clock was known")
        #expect(isNow(queries(journey.loads).last, journey))
        #expect(journey.services?.rows.first { $0.name == "checkout" }?.rates?.trend.count == 15)
        journey.wait(milliseconds: 3_600_000)
        journey.press("R")
        #expect(queries(journey.loads).count == 3)
        #expect(isNow(queries(journey.loads).last, journey))
    }

    @Test(arguments: offsets)
    func `services are followed by the source's clock from the second question on`(_ offset: Int) {
        let (source, now) = Self.source(offset)
        var journey = Journey(source: source)
        journey.source.serverTime = now
        journey.press("F")
        #expect(queries(journey.polls).count == 1)
        journey.wait(milliseconds: 100)
        #expect(queries(journey.polls).count == 2, "asked again at once")
        for _ in 0..<59 {
            journey.wait(milliseconds: 1000)
            let rates = journey.services?.rows.first { $0.name == "checkout" }?.rates
            #expect(rates?.callsPerSecond == 10 && rates?.p95 == 9e6)
        }
        let asked = queries(journey.polls)
        // Two minutes are less than answers overlap.
        let isNear = offset == 2
        #expect(asked.dropFirst().first?.lookback == (isNear ? 5 : 60) * Self.minute)
        #expect(asked.dropFirst(2).allSatisfy { $0.lookback == 5 * Self.minute })
        #expect(asked.reduce(0) { $0 + $1.requestCount } <= 30)
        for query in asked.dropFirst() {
            let late = now.advanced(by: 61_000_000_000).since(query.end)
            #expect((0...62_000_000_000).contains(late))
        }
        #expect(journey.services?.live?.figuresSource == .metrics)
    }

    @Test func `a source whose clock is another one every time is asked no more often than any`() {
        let (source, now) = Self.source(0)
        var journey = Journey(source: source)
        journey.press("F")
        var sent: [(second: Int, requests: Int)] = []
        var count = journey.polls.count
        for second in 0..<300 {
            journey.source.serverTime = now.advanced(by: Nanoseconds(second % 2) * 10 * Self.minute)
            journey.wait(milliseconds: 1000)
            for poll in journey.polls.dropFirst(count) {
                if case .metrics(let query) = poll {
                    sent.append((second, query.requestCount))
                } else {
                    sent.append((second, 1))
                }
            }
            count = journey.polls.count
            let last = sent.filter { second - $0.second < 60 }.reduce(0) { $0 + $1.requests }
            #expect(last <= 30)
        }
        #expect(sent.reduce(0) { $0 + $1.requests } > 100)
    }

    @Test(arguments: [-3600, 3600] as [Int64])
    func `a clock of ours that is set is noticed with the next answer`(_ step: Int64) {
        let (source, now) = Self.source(0)
        var journey = Journey(source: source)
        journey.source.serverTime = now
        journey.press("F")
        for _ in 0..<30 { journey.wait(milliseconds: 1000) }
        journey.setClock(bySeconds: step)
        for _ in 0..<30 { journey.wait(milliseconds: 1000) }
        for _ in 0..<60 {
            journey.wait(milliseconds: 1000)
            #expect(
                journey.services?.rows.first { $0.name == "checkout" }?.rates?.callsPerSecond == 10
            )
        }
        let last = queries(journey.polls).suffix(4)
        #expect(last.allSatisfy { $0.lookback == 5 * Self.minute })
        #expect(journey.services?.live?.figuresSource == .metrics)
    }

    @Test(arguments: offsets)
    func `a monitor is of the source's time, followed or not`(_ offset: Int) {
        let (source, now) = Self.source(offset)
        var journey = Journey(source: source)
        journey.source.serverTime = now
        let before = queries(journey.loads).count
        journey.type(":monitor checkout")
        journey.press(.enter)
        #expect(queries(journey.loads).count == before + 2)
        #expect(isNow(queries(journey.loads).last, journey))
        #expect(journey.monitor?.series?.slices.allSatisfy { $0.callsPerSecond == 10 } == true)
        journey.press("F")
        #expect(queries(journey.polls).count == 1)
        journey.wait(milliseconds: 100)
        #expect(queries(journey.polls).count == 1, "its clock is known by now")
        for _ in 0..<120 { journey.wait(milliseconds: 1000) }
        let series = journey.monitor?.series
        let end = now.advanced(by: 120_000_000_000)
        #expect(series.map { (0...2 * Self.minute).contains(end.since($0.end)) } == true)
        #expect(series?.slices.allSatisfy { $0.callsPerSecond == 10 } == true)
    }

    @Test(arguments: offsets)
    func `a monitor that begins by being followed is corrected at once`(_ offset: Int) {
        let (source, now) = Self.source(offset)
        var journey = Journey(source: source)
        journey.isHolding = true
        journey.type(":monitor checkout 15m")
        journey.press("Enter F")
        journey.source.serverTime = now
        journey.release()
        journey.wait(milliseconds: 100)
        #expect(journey.monitor?.live?.figuresSource == .metrics)
        #expect(
            journey.monitor?.series?.slices.allSatisfy {
                $0.callsPerSecond == nil || $0.callsPerSecond == 10
            } == true
        )
        let end = journey.monitor?.series?.end
        #expect(end.map { (0...Self.minute).contains(now.since($0)) } == true)
    }
}
