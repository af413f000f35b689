import Explorer
import PlainText
import TestSupport
import Testing
import TraceModel
import WireFormats

@Suite struct TracesJourneyTests {
    private func atTraces(rows: Int = 24) -> Journey {
        var journey = Journey(rows: rows)
        journey.press("j Enter")
        return journey
    }

    @Test func `a query without time or limit gets the settings' own, visibly`() {
        let journey = atTraces()
        #expect(
            journey.traces?.queryText(journey.state.context) == "service=checkout last=1h limit=20"
        )
        guard case .search(let query)? = journey.loads.last else {
            Issue.record("nothing was searched")
            return
        }
        #expect(query.service == "checkout" && query.limit == 20)
        #expect(query.end.since(query.start) == 3_600_000_000_000)
    }

    @Test func `the query is edited, checked as it is typed, and asked`() {
        var journey = atTraces()
        journey.press("f")
        #expect(journey.state.prompt?.editor.text == "service=checkout last=1h limit=20")
        journey.press("Ctrl-U")
        journey.type("servce=a ")
        #expect(journey.state.prompt?.error?.column == 0)
        journey.press("Enter")
        #expect(journey.state.prompt != nil, "a mistake is not asked")
        journey.press("Ctrl-U")
        journey.type("service=cart error=true minDuration=5ms last=15m")
        #expect(journey.state.prompt?.error == nil)
        journey.press("Enter")
        #expect(journey.state.prompt == nil)
        #expect(journey.traces?.terms.service == "cart")
        guard case .search(let query)? = journey.loads.last else {
            Issue.record("nothing was searched")
            return
        }
        #expect(query.minDuration == 5_000_000)
        #expect(query.error == true)
        #expect(
            journey.remembered.contains("service=cart error=true minDuration=5ms last=15m")
        )
        #expect(
            journey.traces?.honesty(journey.state.context).contains("duration terms apply")
                == true
        )
    }

    @Test func `a word still being typed is no mistake yet`() {
        var journey = atTraces()
        journey.press("f Ctrl-U")
        journey.type("serv")
        #expect(journey.state.prompt?.error == nil)
    }

    @Test func `Tab completes from the server's lists, Shift-Tab goes back`() {
        var journey = atTraces()
        journey.press("f Ctrl-U")
        journey.type("ser")
        journey.press("Tab")
        #expect(journey.state.prompt?.editor.text == "service=")
        journey.type("c")
        journey.press("Tab")
        #expect(journey.state.prompt?.editor.text == "service=cart ")
        journey.press("Tab")
        #expect(journey.state.prompt?.editor.text == "service=checkout ")
        journey.press("Shift-Tab")
        #expect(journey.state.prompt?.editor.text == "service=cart ")
        journey.press("Tab")
        journey.type("operation=P")
        journey.press("Tab")
        #expect(journey.state.prompt?.editor.text == "service=checkout operation=PlaceOrder ")
    }

    @Test func `arrows walk earlier queries, and the one being typed is kept`() {
        var settings = Journey.settings
        settings.queryHistory = ["service=old", "service=older"]
        var journey = Journey(settings: settings)
        journey.press("j Enter f Ctrl-U")
        journey.type("draft")
        journey.press("Up")
        #expect(journey.state.prompt?.editor.text == "service=older")
        journey.press("Up Up Up")
        #expect(journey.state.prompt?.editor.text == "service=old")
        journey.press("Down Down")
        #expect(journey.state.prompt?.editor.text == "draft")
    }

    @Test func `orders follow each other, and turn round`() {
        var journey = atTraces()
        #expect(journey.traces?.order == .newest)
        journey.press("s s")
        #expect(journey.traces?.order == .longest)
        #expect(journey.traces?.selected?.duration == 1_240_000_000)
        journey.press("I g")
        #expect(journey.traces?.order == .shortest)
        let shortest = Shop.summaries.map(\.duration).min()
        #expect(journey.traces?.selected?.duration == shortest)
        #expect(
            journey.traces?.honesty(journey.state.context).contains("shortest of this page") == true
        )
    }

    @Test func `sorting shows what comes first`() {
        var journey = atTraces()
        for _ in TraceOrder.allCases {
            journey.press("j j s")
            #expect(journey.traces?.cursor.selected == 0)
        }
    }

    @Test func `the selected trace stays selected while the list is narrowed`() {
        var journey = atTraces()
        journey.press("j j j")
        let id = journey.traces?.selected?.id
        journey.press("/ mail")
        #expect(journey.traces?.selected?.id == id)
        journey.press("Esc")
        #expect(journey.traces?.selected?.id == id)
    }

    @Test func `e goes to the next trace with errors`() {
        var journey = atTraces()
        journey.press("e")
        #expect(journey.traces?.cursor.selected == 5)
        journey.press("e")
        #expect(journey.traces?.cursor.selected == 10)
        journey.press("E E")
        #expect(journey.traces?.cursor.selected == 0)
        journey.press("E")
        #expect(journey.notice.contains("no more traces with errors"))
    }

    @Test func `a crosshair in the strip opens what is under it`() {
        var journey = atTraces()
        journey.press("Tab")
        #expect(journey.traces?.focus == .strip)
        journey.press("G")
        #expect(journey.traces?.crosshair == 71)
        journey.press("h h l k j")
        #expect(journey.traces?.crosshair == 70)
        journey.press("Enter")
        #expect(journey.trace?.id == Shop.trace.id)
        journey.press("Esc Esc")
        #expect(journey.traces?.focus == .table, "Esc leaves the strip first")
    }

    @Test func `a slice of the strip is searched`() {
        var journey = atTraces()
        journey.press("[")
        #expect(journey.notice.contains("Tab"))
        journey.press("Tab g l l [ l l l l ] Enter")
        guard case .between(let from?, let to?)? = journey.traces?.terms.window else {
            Issue.record("no window: \(String(describing: journey.traces?.terms.window))")
            return
        }
        // Five columns of the 72 that show the time from the first trace to just after the last, and at each end less than one
        // more for a round time.
        let starts = Shop.summaries.map(\.start)
        let length = (starts.max() ?? from).since(starts.min() ?? from) + 1000
        let columns = Double(to.since(from)) * 72 / Double(length)
        #expect((4.99..<7).contains(columns), "\(columns)")
        #expect(journey.traces?.query.start == from)
        journey.press("Esc")
        #expect(journey.traces?.sliceStart != nil, "the list before still has its slice")
        journey.press("Esc")
        #expect(journey.traces?.sliceStart == nil)
    }

    @Test func `where there is no room for both, the strip has the screen while it has the focus`()
    {
        var journey = atTraces(rows: 10)
        #expect(journey.traces?.stripRows == 0)
        journey.press("Tab")
        #expect(journey.traces?.stripRows == 6)
        journey.press("Tab")
        #expect(journey.traces?.stripRows == 0)
    }

    @Test func `O shows the focused pane alone`() {
        var journey = atTraces()
        let rows = journey.traces?.tableRows ?? 0
        journey.press("O")
        #expect((journey.traces?.tableRows ?? 0) == rows + 4)
        journey.press("O")
        #expect(journey.traces?.tableRows == rows)
    }

    @Test func `what failed is told whole, and can be asked again`() {
        var source = ScriptedSource.shop
        source.failures[.search] = TraceReaderError(.refused(status: 500), "the server is unwell")
        var journey = Journey(source: source)
        journey.press("j Enter")
        #expect(journey.traces?.emptyText(journey.state.context) == "the server is unwell")
        journey.source.failures = [:]
        journey.press("R")
        #expect(journey.traces?.shown.count == 20)
    }

    @Test func `an empty answer says which window was empty`() {
        var source = ScriptedSource.shop
        source.found = []
        var journey = Journey(source: source)
        journey.press("j Enter")
        #expect(journey.traces?.emptyText(journey.state.context).contains("in the last 1h") == true)
    }

    @Test func `a trace of the list can be copied as id, link, curl and summary`() {
        var journey = atTraces()
        journey.press("y I")
        #expect(journey.copied == Shop.trace.id.jaegerHex)
        #expect(journey.notice == "copied trace id.")
        journey.press("y u")
        #expect(journey.copied == "http://jaeger:16686/trace/\(Shop.trace.id.jaegerHex)")
        journey.press("y c")
        #expect(
            journey.copied
                == "curl -sS http://jaeger:16686/api/traces/\(Shop.trace.id.jaegerHex)"
        )
        journey.press("y s")
        #expect(journey.copied?.hasPrefix("frontend POST /checkout · 1.24s · 84 spans") == true)
        journey.press("y k")
        #expect(journey.notice.hasPrefix("Copy what? v value"))
        journey.press("y Esc")
        #expect(journey.traces != nil, "Esc only gives up copying")
    }

    @Test func `a link and a curl command hold an id of any text as a part of a path`() {
        var source = ScriptedSource.shop
        source.found = [
            TraceSummary(
                id: TraceID(text: "order-1 2/3"),
                rootService: "checkout",
                rootOperation: "pay",
                start: Timestamp(nanoseconds: TraceSketch.defaultEpoch),
                end: Timestamp(nanoseconds: TraceSketch.defaultEpoch),
                spanCount: 1,
                errorCount: 0,
                orphanCount: 0,
                services: []
            )
        ]
        var journey = Journey(source: source)
        journey.press("j Enter y u")
        #expect(journey.copied == "http://jaeger:16686/trace/order-1%202%2F3")
        journey.press("y c")
        #expect(journey.copied == "curl -sS http://jaeger:16686/api/traces/order-1%202%2F3")
    }

    @Test func `:save writes the traces of the list`() {
        var journey = atTraces()
        journey.press(":")
        journey.type("save otlp /tmp/out here.json")
        journey.press("Enter")
        guard case .save(_, let target)? = journey.effects.last else {
            Issue.record("nothing was saved")
            return
        }
        #expect(target.path == "/tmp/out here.json" && target.format == .otlp)
        guard case .traces(let traces) = target.content else {
            Issue.record("not the traces")
            return
        }
        #expect(traces.count == 20)
        #expect(journey.notice == "wrote /tmp/out here.json.")
    }

    @Test func `nothing is said of a query before its rows are there`() {
        var journey = Journey()
        journey.press("j Enter")
        journey.isHolding = true
        journey.press("f")
        journey.type(" minDuration=300ms")
        journey.press("Enter")
        let line = { (journey: Journey) in journey.traces?.honesty(journey.state.context) ?? "" }
        #expect(!line(journey).contains("duration terms apply"))
        journey.release()
        #expect(line(journey).contains("duration terms apply"))
    }
}
