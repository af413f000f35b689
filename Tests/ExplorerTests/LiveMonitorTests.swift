import Explorer
import Follow
import PlainText
import TestSupport
import Testing
import TraceModel

@Suite struct LiveMonitorTests {
    private let second: Nanoseconds = 1_000_000_000
    private let minute: Nanoseconds = 60_000_000_000

    private func atMonitor(
        _ argument: String = "checkout",
        source: ScriptedSource = .monitored,
        _ keys: String = "F"
    ) -> Journey {
        var journey = Journey(source: source)
        journey.type(":monitor " + argument)
        journey.press(.enter)
        journey.press(keys)
        return journey
    }

    /// A monitor of a source without metrics, and the shop that it follows.
    private func followed(_ argument: String = "checkout", _ keys: String = "F") throws -> (
        Journey, LiveShop
    ) {
        let journey = atMonitor(argument, source: .shopWithoutMetrics, keys)
        return (journey, try #require(LiveShop(journey)))
    }

    private func asked(_ journey: Journey) -> [MetricsQuery] {
        (journey.loads + journey.polls).compactMap {
            if case .metrics(let query) = $0 { query } else { nil }
        }
    }

    private func follows(_ journey: Journey) -> [TraceQuery] {
        journey.effects.compactMap {
            if case .follow(_, let query) = $0 { query } else { nil }
        }
    }

    private func honesty(_ journey: Journey) -> String {
        journey.monitor?.honesty(journey.state.context) ?? ""
    }

    @Test func `metrics are asked again and again, all of the range first`() throws {
        var journey = atMonitor("checkout", "")
        let before = asked(journey).count
        journey.wait(milliseconds: 7000)
        journey.press("F")
        #expect(follows(journey).isEmpty, "no traces travel")
        for _ in 0..<180 { journey.wait(milliseconds: 1000) }
        let queries = Array(asked(journey).dropFirst(before))
        #expect((5...8).contains(queries.count))
        #expect(queries.allSatisfy { $0.end.nanoseconds % 60_000_000_000 == 0 })
        #expect(queries.first?.lookback == 60 * minute)
        #expect(queries.dropFirst().allSatisfy { $0.lookback == 5 * minute })
        #expect(honesty(journey).hasPrefix("live · from the source's metrics · "))
        #expect(honesty(journey).contains("/30 req/min · last 1h in slices of 1m, each over 2m"))
        journey.press("F")
        for _ in 0..<60 { journey.wait(milliseconds: 1000) }
        #expect(asked(journey).count == before + queries.count)
        #expect(honesty(journey).contains("followed until now"))
    }

    @Test(arguments: ["15m", "1h", "6h", "24h", "20m"])
    func `no range is asked for more often than 30 requests a minute`(_ range: String) {
        var journey = atMonitor("checkout " + range)
        var sent: [(time: Timestamp, count: Int)] = []
        var seen = asked(journey).count
        for _ in 0..<240 {
            journey.wait(milliseconds: 1000)
            let new = asked(journey).dropFirst(seen)
            seen += new.count
            sent.append((journey.state.now, new.reduce(0) { $0 + $1.requestCount }))
            let last = sent.filter { journey.state.now.since($0.time) < minute }
            #expect(last.reduce(0) { $0 + $1.count } <= 30)
        }
        #expect(sent.contains { $0.count > 0 })
    }

    @Test func `the chart moves with time and the cursor stays on its own`() throws {
        var journey = atMonitor()
        journey.press("h h h h")
        let state = try #require(journey.monitor)
        let time = try #require(state.series?.time(of: state.cursor))
        let values = state.slice
        for _ in 0..<300 { journey.wait(milliseconds: 1000) }
        let later = try #require(journey.monitor)
        #expect(later.series?.end == state.series?.end.advanced(by: 5 * minute))
        #expect(later.series?.time(of: later.cursor) == time)
        #expect(later.slice == values)
        #expect(later.cursor == state.cursor - 5)
        for _ in 0..<3 { journey.wait(milliseconds: 1_800_000) }
        #expect(journey.monitor?.cursor == 0, "what has left the chart is left at its edge")
    }

    @Test func `a cursor on what is newest stays on what is newest`() throws {
        var (journey, shop) = try followed("checkout 15m")
        shop.pass(minutes: 3, in: &journey)
        let state = try #require(journey.monitor)
        let newest = try #require(state.series?.newest)
        #expect(state.cursor == newest)
        let time = try #require(state.series?.time(of: newest).upperBound)
        shop.pass(minutes: 2, in: &journey)
        let later = try #require(journey.monitor)
        #expect(later.cursor == later.series?.newest)
        #expect(later.series?.time(of: later.cursor).upperBound == time.advanced(by: 2 * minute))
    }

    @Test func `what is asked again for its last minutes is as if asked for whole`() throws {
        var random = SeededGenerator(seed: 77)
        func metrics(end: Timestamp) -> ServiceMetrics {
            var metrics = ServiceMetrics(service: "cart")
            metrics.callsPerSecond = (0..<120).map { index in
                let time = end.advanced(by: -Nanoseconds(index) * minute)
                let value = Double(time.nanoseconds / 60_000_000_000 % 97)
                return MetricPoint(time: time, value: value)
            }
            return metrics
        }
        var end = Journey.now
        var series = MonitorSeries(metrics(end: end), end: end, range: 60 * minute)
        for _ in 0..<100 {
            end = end.advanced(by: .random(in: 0...2, using: &random) * minute)
            let whole = MonitorSeries(metrics(end: end), end: end, range: 60 * minute)
            let since = end.advanced(by: -5 * minute)
            var recent = metrics(end: end)
            recent.callsPerSecond.removeAll { $0.time < since }
            let part = MonitorSeries(recent, end: end, range: 60 * minute)
            series = try #require(series.moved(to: part, since: since))
            #expect(series == whole, "seed \(random.seed)")
        }
        let askew = end.advanced(by: 30 * second)
        let other = MonitorSeries(metrics(end: askew), end: askew, range: 60 * minute)
        #expect(series.moved(to: other, since: askew) == nil)
    }

    @Test func `without metrics calls are counted from the traces that come`() throws {
        var (journey, shop) = try followed()
        #expect(follows(journey).map(\.detail) == [.calls])
        #expect(follows(journey).map(\.service) == ["checkout"])
        shop.pass(minutes: 5, in: &journey)
        shop.suffer(minutes: 3, in: &journey)
        let state = try #require(journey.monitor)
        let series = try #require(state.series)
        #expect(series.source == .followed && series.step == minute)
        let known = series.slices.filter { !$0.isEmpty }
        #expect(known.count >= 7)
        #expect(known.dropFirst().allSatisfy { $0.callsPerSecond == 0.5 })
        let bad = try #require(known.last?.errorShare)
        #expect(abs(bad - 1.0 / 3) < 0.01)
        #expect(known.dropFirst().first?.errorShare == 0)
        #expect(state.caption(of: .rate).name == "CALLS/s")
        #expect(honesty(journey).hasPrefix("live · 30 traces in 60 s · "))
        #expect(honesty(journey).contains("calls counted from spans"))
        #expect(honesty(journey).contains("last 1h in slices of 1m"))
        #expect(!honesty(journey).contains("each over"))
    }

    @Test func `one operation is counted by itself`() throws {
        var (journey, shop) = try followed("checkout operation=PlaceOrder")
        #expect(follows(journey).map(\.operation) == ["PlaceOrder"])
        // The scripted source tells by itself, which no source does of one operation.
        #expect(!FollowPlan.canTakeArrivals(try #require(follows(journey).first)))
        shop.pass(minutes: 3, in: &journey)
        #expect(journey.monitor?.series?.slices.contains { $0.callsPerSecond == 0.5 } == true)
    }

    @Test func `what was not seen is unknown, and what was seen in part a lower bound`() {
        let begin = Journey.now.advanced(by: -10 * minute)
        func time(_ seconds: Int64) -> Timestamp { begin.advanced(by: seconds * second) }
        var coverage = Coverage()
        coverage.note(begin, time(240), seenAt: Journey.now)
        coverage.note(time(360), Journey.now, seenAt: Journey.now)
        let seen = SeenTime(now: Journey.now, allowance: 10 * second, coverage: coverage)
        var changes = FollowChanges()
        changes.appeared = ([70, 310, 420, 595] as [Int64]).enumerated().map { number, start in
            let call = ServiceCall(
                service: "cart",
                operation: "get",
                start: time(start),
                duration: 5_000_000,
                isError: false
            )
            let summary = TraceSummary(
                id: TraceID(high: 1, low: UInt64(number)),
                rootService: "cart",
                rootOperation: "get",
                start: call.start,
                end: call.start,
                spanCount: 1,
                errorCount: 0,
                orphanCount: 0,
                services: []
            )
            return FollowedTrace(summary: summary, calls: [call])
        }
        var counts = LiveCounts(basis: .calls)
        counts.apply(changes, seen)
        let points = counts.history(of: "cart", count: MonitorSeries.count, slots: 6, seen)
        let series = MonitorSeries(points, step: minute, of: "cart", seen)
        #expect(series.end == Journey.now.advanced(by: minute))
        // From ten minutes ago on; before that nothing was seen.
        #expect(series.slices.dropLast(11).allSatisfy { $0.isEmpty })
        let rates = series.slices.suffix(11).map { $0.callsPerSecond.map { Int($0 * 60 + 0.5) } }
        #expect(rates == [0, 1, 0, 0, nil, 1, 0, 1, 0, nil, nil])
        #expect(
            series.slices.map(\.isLowerBound).enumerated().filter(\.element).map(\.offset) == [54]
        )
    }

    @Test func `a chart of what is followed moves on when nothing is seen any more`() throws {
        var (journey, shop) = try followed()
        shop.pass(minutes: 3, in: &journey)
        let end = try #require(journey.monitor?.series?.end)
        var later = try #require(ScriptedFollower(journey))
        journey.send(later.tell([], after: 4000, skipped: 3))
        #expect(journey.monitor?.series.map { $0.end > end } == true)
        #expect(journey.monitor?.series?.slices.allSatisfy { $0.callsPerSecond == nil } == true)
        #expect(
            journey.monitor?.emptyText(journey.state.context)?.hasPrefix("nothing seen of checkout")
                == true
        )
    }

    @Test func `ranges change without another follower`() throws {
        var (journey, shop) = try followed("checkout 15m")
        shop.pass(minutes: 10, in: &journey)
        let calls = { (journey: Journey) -> Double in
            guard let series = journey.monitor?.series else { return 0 }
            return series.slices.compactMap(\.callsPerSecond).reduce(0, +) * Double(series.step)
                / 1e9
        }
        #expect(journey.monitor?.series?.step == 15 * second)
        #expect(calls(journey) > 250)
        journey.press("+")
        #expect(journey.monitor?.series?.step == minute)
        #expect(calls(journey) > 250)
        journey.press("+ + + +")
        #expect(journey.monitor?.range == 1440 * minute)
        #expect(follows(journey).count == 1)
        let length = journey.monitor?.series.map { $0.end.since($0.start) }
        #expect(length == 1440 * minute)
    }

    @Test func `an odd range is shown in slices of whole seconds, and said`() throws {
        var (journey, shop) = try followed("checkout 16m")
        shop.pass(minutes: 2, in: &journey)
        #expect(journey.monitor?.series?.step == 20 * second)
        #expect(honesty(journey).contains("last 20m in slices of 20s"))
    }

    @Test func `R begins anew`() throws {
        var (journey, shop) = try followed()
        shop.pass(minutes: 2, in: &journey)
        journey.press("R")
        #expect(follows(journey).count == 2)
        #expect(honesty(journey).hasPrefix("live · waiting for the first answer"))
        #expect(journey.monitor?.series != nil, "what was shown stays meanwhile")
        var metrics = atMonitor()
        metrics.wait(milliseconds: 45_000)
        metrics.press("R")
        #expect(asked(metrics).last?.lookback == 60 * minute)
    }

    @Test func `a source whose metrics are gone or never said anything is followed by its traces`()
    {
        var gone = atMonitor("checkout", "")
        gone.source.metrics = nil
        gone.press("F")
        #expect(follows(gone).count == 1)
        #expect(gone.monitor?.live?.figuresSource == .traces)
        var source = ScriptedSource.monitored
        source.metrics = []
        let silent = atMonitor(source: source)
        #expect(follows(silent).count == 1)
        #expect(silent.monitor?.live?.figuresSource == .traces)
    }

    @Test func `a service that falls silent keeps its metrics`() {
        var journey = atMonitor()
        journey.source.metrics = []
        for _ in 0..<3 { journey.wait(milliseconds: 1_800_000) }
        #expect(follows(journey).isEmpty)
        #expect(journey.monitor?.series?.isEmpty == true)
        #expect(journey.monitor?.live?.figuresSource == .metrics)
    }

    @Test func `metrics that fail are asked more seldom, and the screen says so`() {
        var journey = atMonitor()
        journey.source.failures = [.metrics: TraceReaderError(.unreachable, "refused")]
        let before = asked(journey).count
        for _ in 0..<300 { journey.wait(milliseconds: 1000) }
        #expect((2...4).contains(asked(journey).count - before))
        #expect(honesty(journey).contains("trying again: refused"))
        #expect(journey.monitor?.series != nil)
        journey.source.failures = [:]
        for _ in 0..<400 { journey.wait(milliseconds: 1000) }
        #expect(!honesty(journey).contains("refused"))
    }

    @Test func `a first question that fails is asked again, and no trace travels`() {
        var failing = Journey(source: .monitored)
        failing.source.failures = [.metrics: TraceReaderError(.refused(status: 503), "not well")]
        failing.type(":monitor checkout")
        failing.press("Enter F")
        #expect(follows(failing).isEmpty)
        #expect(honesty(failing).contains("trying again: not well"))
        failing.source.failures = [:]
        for _ in 0..<90 { failing.wait(milliseconds: 1000) }
        #expect(follows(failing).isEmpty)
        #expect(failing.monitor?.series?.source == .metrics)
    }

    @Test func `it waits while another screen is followed, and goes on after it`() throws {
        var (journey, shop) = try followed()
        shop.pass(minutes: 1, in: &journey)
        journey.press("Enter F Esc")
        #expect(follows(journey).map(\.detail) == [.calls, .summary, .calls])
        #expect(journey.monitor?.live?.id != nil)
        journey.press("Esc")
        guard case .cancel? = journey.effects.last else {
            Issue.record("the follower goes on")
            return
        }
    }

    @Test func `each point looks back two minutes, or a slice where that is longer`() {
        for (range, window) in [("15m", 2), ("1h", 2), ("6h", 6), ("24h", 24)] {
            let journey = atMonitor("checkout " + range, "")
            #expect(asked(journey).last?.window == Nanoseconds(window) * minute)
            #expect(honesty(journey).contains(", each over \(window)m"))
        }
        var source = ScriptedSource.monitored
        source.description.search = SearchAbility(route: .inProcess)
        let own = atMonitor("checkout 15m", source: source, "")
        #expect(asked(own).last?.window == 15 * second, "it counts calls one by one")
    }
}
