import Explorer
import Follow
import TestSupport
import Testing
import TraceModel

@Suite struct LiveServicesTests {
    /// Services followed by their traces, with the cursor on the first row.
    private func followed(_ keys: String = "F") throws -> (Journey, LiveShop) {
        var journey = Journey(source: .shopWithoutMetrics)
        journey.press(keys)
        return (journey, try #require(LiveShop(journey)))
    }

    private func rates(_ name: String, in journey: Journey) -> ServiceRates? {
        journey.services?.shown.first { $0.name == name }?.rates
    }

    private func follows(_ journey: Journey) -> [TraceQuery] {
        journey.effects.compactMap {
            if case .follow(_, let query) = $0 { query } else { nil }
        }
    }

    private func metricsQuestions(_ journey: Journey) -> [MetricsQuery] {
        journey.polls.compactMap { if case .metrics(let query) = $0 { query } else { nil } }
    }

    @Test func `without metrics rates are counted from the traces that come`() throws {
        var (journey, shop) = try followed()
        #expect(follows(journey).map(\.service) == [nil])
        #expect(follows(journey).map(\.detail) == [.calls])
        shop.pass(minutes: 3, in: &journey)
        let frontend = try #require(rates("frontend", in: journey))
        #expect(frontend.callsPerSecond == 0.5)
        #expect(frontend.errorShare == 0)
        #expect(frontend.isLowerBound == false)
        let p95 = try #require(frontend.p95)
        #expect(abs(p95 - 300e6) <= 3e6)
        #expect(
            rates("redis", in: journey)?.callsPerSecond == 0,
            "all was seen, and nothing called it"
        )
        let honesty = try #require(journey.services?.honesty(journey.state.context))
        #expect(honesty.hasPrefix("live · "))
        #expect(honesty.contains(" of the last "))
        #expect(honesty.contains("/30 req/min · 30 traces in 60 s · "))
        #expect(honesty.contains("calls counted from spans"))
    }

    @Test func `what was not wholly seen is a lower bound`() throws {
        var (journey, shop) = try followed()
        shop.pass(minutes: 2, in: &journey)
        #expect(rates("frontend", in: journey)?.isLowerBound == false)
        // An hour later nothing in between was seen.
        var later = try #require(ScriptedFollower(journey))
        journey.send(later.tell([], after: 4000, skipped: 3))
        #expect(
            journey.services?.honesty(journey.state.context).contains("3 skipped") == true
        )
    }

    @Test func `figures move no row, and new services come in below`() throws {
        var (journey, shop) = try followed("s F j j")
        let before = try #require(journey.services)
        #expect(before.order == .name, "without rates there is no other order")
        shop.pass(minutes: 2, in: &journey)
        journey.press("s s")
        #expect(journey.services?.order == .errors)
        let names = try #require(journey.services?.shown.map(\.name))
        let selected = try #require(journey.services?.selected?.name)
        let row = try #require(journey.services?.cursor.selected)
        shop.suffer(minutes: 2, in: &journey)
        let state = try #require(journey.services)
        #expect(state.shown.map(\.name) == names + ["voucher"])
        #expect(state.selected?.name == selected)
        #expect(state.cursor.selected == row)
        journey.press("R")
        #expect(journey.services?.shown.first?.name == "checkout", "a key sorts")
        #expect(journey.services?.selected?.name == selected)
    }

    @Test func `what leaves its own last hour is marked`() throws {
        var (journey, shop) = try followed()
        shop.pass(minutes: 45, in: &journey)
        #expect(journey.services?.rows.allSatisfy { $0.rates?.anomaly == [] } == true)
        shop.suffer(minutes: 2, in: &journey)
        #expect(rates("payment", in: journey)?.anomaly == .latency)
        shop.suffer(minutes: 10, in: &journey)
        #expect(
            rates("payment", in: journey)?.anomaly == .latency,
            "it goes on, and is not usual"
        )
        #expect(rates("checkout", in: journey)?.anomaly == .errors)
        #expect(rates("frontend", in: journey)?.anomaly == [])
    }

    @Test func `operations of a followed service are followed with it`() throws {
        var (journey, shop) = try followed("j F")
        shop.pass(minutes: 2, in: &journey)
        journey.press("o")
        #expect(follows(journey).count == 1, "one follower is enough")
        #expect(journey.operations?.rates["PlaceOrder"]?.callsPerSecond == 0.5)
        shop.suffer(minutes: 2, in: &journey)
        #expect(journey.operations?.rates["reserve stock"]?.callsPerSecond == 0)
        let errors = try #require(journey.operations?.rates["PlaceOrder"]?.errorShare)
        #expect(errors > 0.3)
        #expect(journey.honesty.hasPrefix("live · "))
        journey.press("F")
        guard case .cancel? = journey.effects.last else {
            Issue.record("the follower goes on")
            return
        }
        journey.press("Esc")
        #expect(journey.services?.live == nil)
    }

    @Test func `operations are followed by themselves too`() throws {
        var journey = Journey(source: .shopWithoutMetrics)
        journey.press("j o F")
        #expect(follows(journey).map(\.service) == ["checkout"])
        var shop = try #require(LiveShop(journey))
        shop.pass(minutes: 2, in: &journey)
        #expect(journey.operations?.rates["PlaceOrder"]?.callsPerSecond == 0.5)
        journey.press("Esc")
        guard case .cancel? = journey.effects.last else {
            Issue.record("the follower goes on")
            return
        }
    }

    @Test func `metrics are asked again and again where the source keeps them`() throws {
        var journey = Journey()
        let before = metricsQuestions(journey).count
        journey.press("F")
        #expect(follows(journey).isEmpty, "no traces travel")
        for _ in 0..<60 { journey.wait(milliseconds: 1000) }
        let asked = Array(metricsQuestions(journey).dropFirst(before))
        #expect((5...6).contains(asked.count))
        #expect(asked.first?.lookback == 3_600_000_000_000)
        #expect(asked.dropFirst().allSatisfy { $0.lookback < 600_000_000_000 })
        let requests = asked.reduce(0) { $0 + $1.requestCount }
        #expect(requests <= 30)
        #expect(rates("payment", in: journey)?.p95 == 1.9e9)
        let honesty = try #require(journey.services?.honesty(journey.state.context))
        #expect(honesty.hasPrefix("live · rates from /api/metrics"))
        #expect(honesty.contains("/30 req/min"))
        journey.press("F")
        let count = metricsQuestions(journey).count
        for _ in 0..<60 { journey.wait(milliseconds: 1000) }
        #expect(metricsQuestions(journey).count == count)
    }

    @Test func `metrics that leave their own last hour are marked`() {
        var source = ScriptedSource.shop
        source.metrics = [Self.hour("cart", lastErrors: 0.3), Self.hour("checkout", lastErrors: 0)]
        var journey = Journey(source: source)
        journey.press("F")
        #expect(rates("cart", in: journey)?.anomaly == .errors)
        #expect(rates("checkout", in: journey)?.anomaly == [])
    }

    /// Ten calls a second for an hour without errors until its end.
    private static func hour(_ service: String, lastErrors: Double) -> ServiceMetrics {
        func points(_ value: (Int) -> Double?) -> [MetricPoint] {
            (0...60).map { minute in
                MetricPoint(
                    time: Journey.now.advanced(by: Int64(minute - 60) * 60_000_000_000),
                    value: value(minute)
                )
            }
        }
        return ServiceMetrics(
            service: service,
            callsPerSecond: points { _ in 10 },
            errorShare: points { $0 == 60 ? lastErrors : 0 },
            p50: points { _ in 5e6 },
            p95: points { _ in 9e6 }
        )
    }

    @Test func `a source whose metrics are gone is followed by its traces`() {
        for metrics in [nil, []] as [[ServiceMetrics]?] {
            var journey = Journey()
            journey.source.metrics = metrics
            journey.press("F")
            #expect(follows(journey).count == 1)
            #expect(journey.services?.live?.figuresSource == .traces)
        }
    }

    @Test func `metrics that fail are asked more seldom, and the screen says so`() {
        var journey = Journey()
        journey.press("F")
        journey.source.failures = [.metrics: TraceReaderError(.unreachable, "refused")]
        let before = metricsQuestions(journey).count
        for _ in 0..<120 { journey.wait(milliseconds: 1000) }
        #expect((2...4).contains(metricsQuestions(journey).count - before))
        #expect(journey.services?.honesty(journey.state.context).contains("refused") == true)
        journey.source.failures = [:]
        for _ in 0..<400 { journey.wait(milliseconds: 1000) }
        #expect(journey.services?.honesty(journey.state.context).contains("refused") == false)
    }

    @Test func `a question for metrics that fails is no word on whether there are any`() throws {
        for error in [
            TraceReaderError(.refused(status: 503), "not well"),
            TraceReaderError(.refused(status: 429), "too often"),
            TraceReaderError(.unreachable, "timed out"),
        ] {
            // The first question, that of the list before it was followed too, and that of operations.
            for keys in ["F", "R F", "j o F"] {
                var journey = Journey(source: .monitored)
                journey.source.failures[.metrics] = error
                journey.press(keys)
                #expect(follows(journey).isEmpty, "\(keys)")
                for _ in 0..<30 { journey.wait(milliseconds: 1000) }
                let line =
                    journey.services?.honesty(journey.state.context)
                    ?? journey.honesty
                #expect(line.contains("trying again: \(error.message) · "), "\(keys)")
                journey.source.failures = [:]
                for _ in 0..<60 { journey.wait(milliseconds: 1000) }
                #expect(follows(journey).isEmpty, "\(keys)")
                let live = journey.services?.live ?? journey.operations?.live
                #expect(
                    live?.figuresSource == .metrics && live?.history.isEmpty == false,
                    "\(keys)"
                )
            }
        }
    }

    @Test func `metrics that were cancelled are asked for all the same`() {
        var journey = Journey(isHolding: true)
        journey.releaseOne()
        journey.releaseOne()
        journey.press("Esc")
        journey.isHolding = false
        journey.press("F")
        #expect(journey.services?.live?.figuresSource == .metrics)
    }

    @Test func `a source in this process is not asked for metrics`() {
        var journey = Journey()
        journey.source.description.search = SearchAbility(route: .inProcess)
        journey = Journey(source: journey.source)
        let before = metricsQuestions(journey).count
        journey.press("F")
        #expect(follows(journey).count == 1)
        for _ in 0..<60 { journey.wait(milliseconds: 1000) }
        #expect(metricsQuestions(journey).count == before)
    }

    @Test func `one screen is followed at a time, and goes on when it comes back`() throws {
        var (journey, shop) = try followed("j F")
        shop.pass(minutes: 1, in: &journey)
        journey.press("Enter F")
        #expect(follows(journey).map(\.service) == [nil, "checkout"])
        journey.press("Esc")
        #expect(follows(journey).map(\.service) == [nil, "checkout", nil])
        #expect(journey.services?.live?.id != nil)
        shop.pass(minutes: 1, in: &journey)
        #expect(
            journey.services?.honesty(journey.state.context).hasPrefix("live · waiting") == true,
            "the first one is not heard"
        )
    }

    @Test func `stopping keeps what was shown until R asks again`() throws {
        var (journey, shop) = try followed()
        shop.pass(minutes: 2, in: &journey)
        journey.press("F")
        #expect(rates("frontend", in: journey)?.callsPerSecond == 0.5)
        #expect(
            journey.services?.honesty(journey.state.context).contains("following ended")
                == true
        )
        journey.press("R")
        #expect(rates("frontend", in: journey) == nil)
        #expect(journey.services?.hasRates == false)
    }

    @Test func `operations are not counted beside what is followed, but after it`() throws {
        var journey = Journey(isHolding: true)
        journey.releaseOne()
        journey.releaseOne()
        func counting() -> [String] {
            journey.unanswered.compactMap {
                if case .load(_, .operations(let service)) = $0 { service } else { nil }
            }
        }
        #expect(counting().count == 1)
        journey.type(":traces")
        journey.press("Enter F")
        #expect(counting().isEmpty, "given up")
        journey.release()
        #expect(counting().isEmpty)
        #expect(journey.loads.count { if case .operations = $0 { true } else { false } } == 1)
        journey.press("Esc")
        let services = try #require(journey.services)
        #expect(services.shown.allSatisfy { $0.operationCount != nil })
    }

    @Test func `a source that hangs, and how old the figures are for it, is said`() {
        var journey = Journey()
        journey.press("F")
        for _ in 0..<6 { journey.wait(milliseconds: 1000) }
        journey.isHolding = true
        for _ in 0..<24 { journey.wait(milliseconds: 1000) }
        func line() -> String { journey.services?.honesty(journey.state.context) ?? "" }
        #expect(line().contains(" old · no answer for 15 s · "), "\(line())")
        journey.source.failures[.metrics] = TraceReaderError(
            .refused(status: 503),
            "GET http://jaeger:16686/api/metrics/calls answered 503 Service Unavailable; wait"
        )
        journey.release()
        #expect(
            line().contains(" · trying again: answered 503 Service Unavailable; wait · "),
            "\(line())"
        )
        let before = line()
        for _ in 0..<6 { journey.wait(milliseconds: 1000) }
        #expect(line() != before, "they grow older")
        journey.source.failures = [:]
        for _ in 0..<60 { journey.wait(milliseconds: 1000) }
        #expect(!line().contains("old") && !line().contains("again"))
    }

    @Test func `files are not followed`() {
        var settings = Journey.settings
        settings.search.searchesAllTime = true
        var journey = Journey(settings: settings)
        journey.press(":services Enter F")
        #expect(follows(journey).isEmpty)
        #expect(journey.notice.contains("Files do not change"))
    }

    @Test func `following that never began leaves no word of last figures`() throws {
        var journey = Journey(source: .shopWithoutMetrics)
        journey.press("F")
        let id = try #require(journey.services?.live?.id)
        #expect(follows(journey).count == 1)
        journey.send(.followingFailed(id, TraceReaderError(.unsupported, "nothing to follow")))
        #expect(journey.services?.live == nil)
        #expect(!journey.honesty.contains("following ended"))
    }
}
