import Explorer
import PlainText
import TestSupport
import Testing
import TraceModel

@Suite struct MonitorJourneyTests {
    private func atMonitor(
        _ argument: String = "checkout",
        source: ScriptedSource = .monitored,
        _ keys: String = ""
    ) -> Journey {
        var journey = Journey(source: source)
        journey.press(keys)
        journey.type(":monitor " + argument)
        journey.press(.enter)
        return journey
    }

    private func asked(_ journey: Journey) -> MetricsQuery? {
        for load in journey.loads.reversed() {
            if case .metrics(let query) = load { return query }
        }
        return nil
    }

    @Test func `the metrics of an hour by the minute`() {
        let journey = atMonitor()
        let query = asked(journey)
        #expect(query?.services == ["checkout"] && query?.byOperation == false)
        #expect(query?.end == Journey.now && query?.lookback == 3_600_000_000_000)
        #expect(query?.step == 60_000_000_000)
        #expect(journey.monitor?.series?.source == .metrics)
        #expect(journey.monitor?.cursor == 59)
    }

    @Test func `service and operation come from the screen below`() {
        #expect(atMonitor("", "j").monitor?.service == "checkout")
        let operation = atMonitor("", "j o j")
        #expect(operation.monitor?.operation == "PlaceOrder")
        #expect(asked(operation)?.byOperation == true)
        #expect(operation.monitor?.series?.slices.last?.callsPerSecond != nil)
        #expect(atMonitor("6h", "j").monitor?.range == 21_600_000_000_000)
        #expect(atMonitor("cart operation=get 15m").monitor?.title == "cart get")
    }

    @Test func `what cannot be is refused with how to write it`() {
        var journey = Journey(
            source: .monitored,
            start: .trace(Shop.trace.id, span: nil),
            isHolding: true
        )
        journey.type(":monitor")
        journey.press(.enter)
        #expect(journey.monitor == nil && journey.notice.contains(":monitor SERVICE [RANGE]"))
        #expect(atMonitor("checkout 5s").notice == "A range lies between 15m and 24h.")
        #expect(atMonitor("checkout nonsense=1").monitor == nil)
    }

    @Test func `the time cursor moves, and Enter searches its slice`() {
        var journey = atMonitor()
        journey.press("h h Left l")
        #expect(journey.monitor?.cursor == 57)
        journey.press("g h")
        #expect(journey.monitor?.cursor == 0)
        journey.press("G l PgUp")
        #expect(journey.monitor?.cursor == 49)
        journey.press("Enter")
        let start = Journey.now.advanced(by: -11 * 60_000_000_000)
        let end = start.advanced(by: 60_000_000_000)
        #expect(journey.traces?.terms.window == .between(start, end))
        #expect(journey.traces?.terms.service == "checkout" && journey.traces?.terms.error == nil)
        journey.press("Esc Tab Enter")
        #expect(journey.traces?.terms.error == true, "in the chart of errors, those that failed")
    }

    @Test func `the range changes by keys, up to its ends`() {
        var journey = atMonitor("checkout 15m")
        journey.press("-")
        #expect(journey.notice == "Ranges go from 15m to 24h.")
        journey.press("+ +")
        #expect(journey.monitor?.range == 10_800_000_000_000)
        #expect(asked(journey)?.lookback == 10_800_000_000_000)
        journey.press("-")
        #expect(journey.monitor?.range == 3_600_000_000_000)
    }

    @Test func `without metrics a search stands in, and says so`() {
        var source = ScriptedSource.monitored
        source.metrics = nil
        let journey = atMonitor(source: source)
        guard case .search(let query)? = journey.loads.last else {
            Issue.record("no search")
            return
        }
        #expect(query.service == "checkout" && query.limit == 500)
        #expect(journey.monitor?.series?.source == .sample(traces: 20, limitHit: true))
        let line = journey.monitor?.honesty(journey.state.context) ?? ""
        #expect(line.hasPrefix("no metrics: from 20 traces of a search · limit hit: a lower bound"))
        #expect(journey.monitor?.caption(of: .rate).value.hasPrefix("≥") ?? false)
        #expect(journey.monitor?.caption(of: .rate).name == "TRACES/s")
    }

    @Test func `a failure is told, and what was shown stays`() {
        var journey = atMonitor()
        journey.source.failures = [.metrics: TraceReaderError(.unreachable, "connection refused")]
        journey.press("R")
        #expect(journey.notice == "connection refused.")
        #expect(journey.monitor?.series != nil)
        #expect(
            journey.monitor?.honesty(journey.state.context).hasPrefix("refresh failed")
                ?? false
        )
        journey.press("+")
        #expect(journey.monitor?.emptyText(journey.state.context) == "connection refused")
    }

    @Test func `Esc cancels what is awaited, then goes back`() {
        var journey = atMonitor()
        journey.isHolding = true
        journey.press("R Esc")
        #expect(journey.monitor != nil && journey.unanswered.isEmpty)
        journey.press("Esc")
        #expect(journey.services != nil)
    }

    @Test func `errors of the service are one command away`() {
        var journey = atMonitor()
        journey.type(":errors")
        journey.press(.enter)
        #expect(journey.errors?.terms.service == "checkout")
    }
}
