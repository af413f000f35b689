import Explorer
import TestSupport
import Testing
import TraceAnalysis
import TraceModel

/// Expressions typed in Trace and Span, and the keys that go from span to span of a kind.
@Suite struct TraceFilterJourneyTests {
    /// Of their own: root 20, a 10, a1 10, a2 20, b 10, c 30, c1 10 milliseconds.
    private static let small = Trace.make {
        $0.span("root", 0..<110, service: "web", attributes: ["http.response.status_code": 502])
        $0.span("a", 0..<40, parent: "root", service: "pay")
        $0.span("a1", 0..<10, parent: "a", service: "db", attributes: ["db.system": "redis"])
        $0.span("a2", 10..<30, parent: "a", service: "db", error: true)
        $0.span("b", 40..<50, parent: "root", service: "pay")
        $0.span("c", 50..<90, parent: "root", service: "pay")
        $0.span("c1", 50..<60, parent: "c", service: "db", error: true)
    }

    private func atSmall(_ keys: String = "") -> Journey {
        var source = ScriptedSource.shop
        source.traces = [Self.small]
        var journey = Journey(source: source, start: .trace(Self.small.id, span: nil))
        journey.press(keys)
        return journey
    }

    private func find(_ text: String, _ journey: Journey? = nil) -> Journey {
        var journey = journey ?? atSmall()
        journey.press("/")
        journey.type(text)
        journey.press("Enter")
        return journey
    }

    private func names(_ journey: Journey) -> [String] {
        guard let trace = journey.trace?.prepared?.trace else { return [] }
        return (journey.trace?.find?.hits ?? []).map { trace[Int($0)].name }
    }

    @Test(
        arguments: [
            ("service=db and error=true", ["a2", "c1"]),
            ("duration>=40ms and not service=web", ["a", "c"]),
            ("(error)", ["a2", "c1"]), ("depth>1 db.system=redis", ["a1"]),
            ("http.response.status_code>=500 or db.system~RED", ["root", "a1"]),
            ("self>15ms", ["root", "a2", "c"]), ("start>=40ms and start<50ms", ["b"]),
            ("db.system!=redis service=db", ["a2", "c1"]), ("(has db.system)", ["a1"]),
            ("error", []), ("\"a2\"", ["a2"]), ("redis", ["a1"]),
        ] as [(String, [String])]
    )
    func `/ takes conditions, or text`(text: String, found: [String]) {
        #expect(names(find(text)) == found)
    }

    @Test func `hits of an expression are counted, walked and shown alone`() {
        var journey = find("service=db and error=true")
        #expect(journey.selectedSpan == "a2")
        #expect(journey.trace?.find?.counter == "/service=db and error=true 1 of 2 hits")
        journey.press("n")
        #expect(journey.selectedSpan == "c1")
        journey.press("N N")
        #expect(journey.selectedSpan == "c1")
        journey.press("&")
        #expect(journey.treeNames == ["root", "a", "a2", "c", "c1"])
        journey.press("Esc")
        #expect(journey.treeNames.count == 7)
    }

    @Test func `& asks for an expression where nothing was searched for`() {
        var journey = atSmall("&")
        journey.type("service=db error=true")
        journey.press("Enter")
        #expect(journey.treeNames == ["root", "a", "a2", "c", "c1"])
    }

    @Test func `a mistake keeps the prompt open and points at it`() {
        var journey = find("duration>100")
        #expect(journey.state.prompt?.error?.column == 9)
        #expect(journey.trace?.find == nil)
        journey.type("ms")
        #expect(journey.state.prompt?.error == nil)
        journey.press("Enter")
        #expect(journey.state.prompt == nil)
        #expect(names(journey) == ["root"])
    }

    @Test func `a mistake is shown while typing goes on, an unfinished word is none`() {
        var journey = atSmall("/")
        journey.type("(kind=serv")
        #expect(journey.state.prompt?.error == nil)
        journey.type(" ")
        #expect(journey.state.prompt?.error?.column == 6)
        journey = atSmall("/")
        journey.type("(error and ")
        #expect(journey.state.prompt?.error == nil)
    }

    @Test func `an expression typed before the trace is there is searched when it is`() {
        var source = ScriptedSource.shop
        source.traces = [Self.small]
        var journey = Journey(
            source: source,
            start: .trace(Self.small.id, span: nil),
            isHolding: true
        )
        journey = find("depth=2 error=true", journey)
        journey.release()
        #expect(names(journey) == ["a2", "c1"])
        #expect(journey.selectedSpan == "a2")
    }

    @Test func `Tab completes keys and values of the trace`() {
        func completed(_ text: String, tabs: Int = 1) -> String? {
            var journey = atSmall("/")
            journey.type(text)
            for _ in 0..<tabs { journey.press(.tab) }
            return journey.state.prompt?.editor.text
        }
        #expect(completed("dur") == "duration>")
        #expect(completed("db") == "service=db ")
        #expect(completed("db", tabs: 2) == "db.system=")
        #expect(completed("db.system=") == "db.system=redis ")
        #expect(completed("db.system!=r") == "db.system!=redis ")
        #expect(completed("(has db") == "(has db.system ")
        #expect(completed("service=w") == "service=web ")
        #expect(completed("(operation~a") == "(operation~a ")
        #expect(completed("(error) a") == "(error) and ")
        #expect(completed("http") == "http.response.status_code=")
        #expect(completed("status=") == "status=error ")
        #expect(completed("nosuchkey") == "nosuchkey")
    }

    @Test func `e says which error of how many`() {
        var journey = atSmall("e")
        #expect(journey.selectedSpan == "a2" && journey.notice == "Error 1 of 2.")
        journey.press("e")
        #expect(journey.selectedSpan == "c1" && journey.notice == "Error 2 of 2.")
        journey.press("E")
        #expect(journey.notice == "Error 1 of 2.")
    }

    @Test func `S goes from the slowest span to the next`() {
        var journey = atSmall("S")
        #expect(journey.selectedSpan == "c")
        #expect(journey.notice == "Slowest 1 of 7 spans: 30ms of its own.")
        journey.press("S S")
        #expect(journey.selectedSpan == "a2")
        #expect(journey.notice.hasPrefix("Slowest 3 of 7"))
        journey.press("g S")
        #expect(journey.selectedSpan == "c", "from elsewhere it begins anew")
        journey.press("g 07S")
        #expect(journey.notice.hasPrefix("Slowest 7 of 7"))
        journey.press("S")
        #expect(journey.selectedSpan == "c", "after the last comes the first")
    }

    @Test func `C goes along the critical path and begins anew at its end`() {
        var journey = atSmall("C")
        #expect(journey.selectedSpan == "a")
        #expect(journey.notice.hasSuffix(" on the critical path."))
        journey.press("g")
        let count = journey.trace?.prepared?.criticalPath.spans.count ?? 0
        for _ in 0..<count { journey.press("C") }
        #expect(journey.selectedSpan == "root")
        #expect(journey.notice == "Span 1 of \(count) on the critical path.")
    }

    @Test func `m goes to the spans of the selected span's service`() {
        var journey = atSmall("j m")
        #expect(journey.selectedSpan == "b")
        #expect(journey.notice == "Span 2 of 3 of pay.")
        journey.press("m m")
        #expect(journey.selectedSpan == "a")
        journey.press("g m")
        #expect(journey.notice == "Span 1 of 1 of web.")
    }

    @Test func `m goes to the service that was searched by`() {
        var source = ScriptedSource.shop
        source.found = [TraceSummary(Self.small)]
        source.traces = [Self.small]
        var terms = SearchTerms()
        terms.service = "db"
        var journey = Journey(source: source, start: .traces(terms))
        if journey.trace == nil { journey.press("Enter") }
        journey.press("m")
        #expect(journey.selectedSpan == "a1")
        #expect(journey.notice == "Span 1 of 3 of db.")
    }

    @Test func `what filters hide is shown when a key goes there`() {
        var journey = find("service=web", atSmall())
        journey.press("& e")
        #expect(journey.selectedSpan == "a2")
        #expect(
            journey.notice == "Error 1 of 2. The filters were undone: they hid this span."
        )
    }

    @Test func `keys stay below the root that was chosen`() {
        var journey = atSmall("j r e")
        #expect(journey.notice == "Error 1 of 1.")
        journey.press("S")
        #expect(journey.selectedSpan == "a2")
        journey.press("m m")
        #expect(journey.notice == "Span 2 of 2 of db.")
    }

    @Test func `an expression narrows a span to the attributes that it speaks of`() {
        var journey = Journey(start: .trace(Shop.trace.id, span: nil))
        journey.press("e e Enter /")
        func keys() -> [String] {
            (journey.span?.rows ?? []).compactMap {
                if case .attribute(let attribute, _) = $0 { attribute.key } else { nil }
            }
        }
        journey.type("http.response.status_code>")
        #expect(keys() == ["http.response.status_code"], "as it is typed")
        journey.type("=400 or (has cloud.region) and status=error")
        #expect(keys() == ["http.response.status_code", "cloud.region"])
        let fields = (journey.span?.rows ?? []).compactMap {
            if case .field(let name, _, _) = $0 { name } else { nil }
        }
        #expect(fields == ["status"])
        journey.press("Enter")
        #expect(journey.honesty.hasPrefix("3 rows match /http.response.status_code>=400"))
        journey.press("Esc /")
        journey.type("\"eu-1")
        #expect(keys() == ["cloud.region"], "what is in quotes is text")
        journey.type("\"")
        #expect(keys() == ["cloud.region"])
    }

    @Test func `Tab completes in a span too`() {
        var journey = Journey(start: .trace(Shop.trace.id, span: nil))
        journey.press("e e Enter / http.resp Tab")
        #expect(journey.state.prompt?.editor.text == "http.response.status_code=")
    }
}
