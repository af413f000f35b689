import Explorer
import TestSupport
import Testing
import TraceModel

@Suite struct ListJourneyTests {
    @Test func `services lead to traces, a trace, a span, a value, and back`() {
        var journey = Journey()
        #expect(journey.services?.shown.count == 8)
        journey.press("j Enter")
        #expect(journey.traces?.terms.service == "checkout")
        #expect(journey.traces?.summaries.count == 20)
        journey.press("Enter")
        #expect(journey.treeNames.first == "POST /checkout")
        journey.press("j j Enter")
        #expect(journey.span?.title == "checkout PlaceOrder")
        journey.press("k k Esc")
        #expect(journey.trace != nil)
        journey.press("e Enter")
        #expect(journey.span?.title == "payment Charge")
        journey.press("g Enter")
        #expect(journey.value?.text == "ERROR  card declined")
        journey.press("Esc Esc Esc Esc")
        #expect(journey.services?.selected?.name == "checkout")
        journey.press("Esc")
        #expect(journey.services != nil, "Esc at the root does nothing")
        #expect(!journey.hasQuit)
        journey.press("q")
        #expect(journey.ending == .quit)
    }

    @Test func `q goes back and leaves at the root, Q and :q leave at once`() {
        var journey = Journey()
        journey.press("Enter q")
        #expect(journey.services != nil && !journey.hasQuit)
        for keys in ["Q", ":q Enter", ":quit Enter"] {
            var other = Journey()
            other.press("Enter")
            other.press(keys)
            #expect(other.ending == .quit, "\(keys)")
        }
    }

    @Test func `every way to move moves`() {
        var journey = Journey(rows: 10)
        func row() -> Int { journey.services?.cursor.selected ?? -1 }
        journey.press("j")
        #expect(row() == 1)
        journey.press("Down Ctrl-N")
        #expect(row() == 3)
        journey.press("k Up Ctrl-P")
        #expect(row() == 0)
        journey.press("Ctrl-D")
        #expect(row() == 3)
        journey.press("Ctrl-U")
        #expect(row() == 0)
        journey.press("PgDn")
        #expect(row() == 5)
        journey.press("PgUp")
        #expect(row() == 0)
        journey.press("G")
        #expect(row() == 7)
        journey.press("b")
        #expect(row() == 2)
        journey.press("End")
        #expect(row() == 7)
        journey.press("Home")
        #expect(row() == 0)
        journey.press(":4 Enter")
        #expect(row() == 3)
        journey.press(":-9223372036854775808 Enter")
        #expect(row() == 0)
        journey.press(":99 Enter")
        #expect(row() == 7)
    }

    @Test func `all services are in sight from the start, and only those are counted`() {
        var journey = Journey(rows: 24, isHolding: true)
        journey.release()
        #expect(journey.services?.visible == 0..<8)
        #expect(journey.services?.rows.allSatisfy { $0.operationCount != nil } == true)
        var small = Journey(rows: 8)
        #expect(small.services?.visible == 0..<4)
        #expect(small.services?.rows.count { $0.operationCount != nil } == 4)
        small.resize(rows: 10, columns: 80)
        #expect(small.services?.rows.count { $0.operationCount != nil } == 6, "resizing shows more")
        small.press("G")
        #expect(small.services?.rows.allSatisfy { $0.operationCount != nil } == true)
    }

    @Test func `a list narrows as it is typed, arrows move in it, Enter keeps it, Esc shows all`() {
        var journey = Journey()
        journey.press("/ e")
        #expect(
            journey.services?.shown.map(\.name) == [
                "checkout", "frontend", "inventory", "payment", "postgres", "redis",
            ]
        )
        journey.press("Down Down Up")
        #expect(journey.services?.selected?.name == "frontend")
        journey.press("n Enter")
        #expect(journey.state.prompt == nil)
        #expect(journey.services?.narrow == "en")
        #expect(journey.services?.selected?.name == "frontend", "the selected one stays selected")
        journey.press("Esc")
        #expect(journey.services?.shown.count == 8)
        journey.press("/ zz Esc")
        #expect(journey.services?.shown.count == 8, "leaving the prompt shows all again")
    }

    @Test func `leaving another prompt does not undo the narrowing`() {
        var journey = Journey()
        journey.press("/ check Enter : Esc")
        #expect(journey.services?.narrow == "check")
        journey.press("Enter / mail Enter f Esc")
        #expect(journey.traces?.narrow == "mail")
    }

    @Test func `Backspace in an empty prompt closes it`() {
        var journey = Journey()
        journey.press("/ a Backspace")
        #expect(journey.state.prompt != nil)
        journey.press("Backspace")
        #expect(journey.state.prompt == nil)
    }

    @Test func `operations that the source does not list are told`() {
        var source = ScriptedSource.shop
        source.omittedOperations = 1500
        var journey = Journey(source: source)
        journey.press("o")
        #expect(
            journey.operations?.honesty(journey.state.context)
                .contains("up to 1,500 more are not listed") == true
        )
    }

    @Test func `operations lead to traces of that operation`() {
        var journey = Journey()
        journey.press("j o j j Enter")
        #expect(journey.traces?.terms.service == "checkout")
        #expect(journey.traces?.terms.operation == "reserve stock")
        #expect(
            journey.traces?.queryText(journey.state.context).contains("operation=\"reserve stock\"")
                == true
        )
        journey.press("Esc / place Enter Enter")
        #expect(journey.traces?.terms.operation == "PlaceOrder")
    }

    @Test func `services sort by what is known of them, and back to front`() {
        var journey = Journey()
        func first() -> String? { journey.services?.shown.first?.name }
        #expect(first() == "cart")
        journey.press("I")
        #expect(first() == "redis")
        journey.press("I s")
        #expect(first() == "payment", "calls")
        journey.press("s")
        #expect(first() == "payment", "errors")
        journey.press("s s")
        #expect(first() == "cart", "name again")
        var source = ScriptedSource.shop
        source.metrics = nil
        var plain = Journey(source: source)
        plain.press("s s s")
        #expect(plain.services?.order == .name, "nothing else is known")
    }

    @Test func `a list keeps its selection over a refresh`() {
        var journey = Journey()
        journey.press("j j")
        journey.source.services = ["a new one"] + journey.source.services
        journey.press("R")
        #expect(journey.services?.selected?.name == "frontend")
        #expect(journey.services?.rows.count == 9)
    }

    @Test func `a failed refresh keeps what was there and says so`() {
        var journey = Journey()
        journey.source.failures[.services] = TraceReaderError(.unreachable, "connection refused")
        journey.press("R")
        #expect(journey.services?.rows.count == 8)
        #expect(journey.state.statusText.contains("refresh failed (:messages)"))
        #expect(journey.notice.contains("connection refused"))
    }

    @Test func `counting stops at the first failure`() {
        var source = ScriptedSource.shop
        source.failures[.operations] = TraceReaderError(.unsupported, "no operations here")
        var journey = Journey(source: source)
        let asked = journey.loads.count
        journey.press("j j j k")
        #expect(journey.loads.count == asked)
        #expect(journey.services?.rows.contains { $0.operationCount == -1 } == true)
        #expect(
            journey.services?.honesty(journey.state.context).contains("operations not counted")
                == true
        )
        #expect(journey.state.messages.contains { $0.text == "no operations here." })
        #expect(journey.state.notice?.text != "no operations here", "nobody asked for it")
    }

    @Test func `rates that no server should send do no harm`() {
        var source = ScriptedSource.shop
        source.metrics = [Double.nan, .infinity, -.infinity, -1, 1e300, -1e300].enumerated().map {
            let points = [MetricPoint(time: Journey.now, value: $1)]
            return ServiceMetrics(
                service: source.services[$0],
                callsPerSecond: points,
                errorShare: points,
                p50: points,
                p95: points
            )
        }
        var journey = Journey(source: source)
        journey.press("s s s s I")
        #expect(journey.services?.shown.count == 8)
    }
}
