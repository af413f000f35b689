import Explorer
import TestSupport
import Testing
import TraceAnalysis
import TraceModel

/// The keys after `a` on an attribute, in Span and in the details below the tree.
@Suite struct AttributeJourneyTests {
    private static let trace = Trace.make {
        $0.span("root", 0..<110, service: "web", attributes: ["http.route": "/pay now"])
        $0.span("a", 0..<40, parent: "root", service: "pay", attributes: ["card": "visa"])
        $0.span("b", 40..<50, parent: "root", service: "pay", attributes: ["card": "other"])
        $0.span("c", 50..<90, parent: "root", service: "pay", attributes: ["card": "visa"])
    }

    private func atTrace(_ keys: String = "", rows: Int = 40) -> Journey {
        var source = ScriptedSource.shop
        source.traces = [Self.trace]
        var journey = Journey(
            rows: rows,
            source: source,
            start: .trace(Self.trace.id, span: nil)
        )
        journey.press(keys)
        return journey
    }

    /// In the details of the span `a`, on its attribute `card`.
    private func atCard(_ keys: String = "") -> Journey {
        var journey = atTrace("j Enter / card Enter")
        journey.press(keys)
        return journey
    }

    private func names(_ journey: Journey) -> [String] {
        guard let trace = journey.trace?.prepared?.trace else { return [] }
        return (journey.trace?.find?.hits ?? []).map { trace[Int($0)].name }
    }

    @Test func `a offers what can be done with an attribute`() {
        let journey = atCard("a")
        #expect(journey.state.menu == .attribute)
        #expect(
            journey.state.choices(of: .attribute).map { String($0.key) } == [
                "t", "T", "x", "X", "f", "&", "g", "c", "s", "y",
            ]
        )
    }

    @Test func `t searches traces of the service with it, T of all services`() {
        var journey = atCard("a t")
        #expect(journey.traces?.terms.service == "pay")
        #expect(
            journey.traces?.terms.attributes == [AttributeCondition(key: "card", value: "visa")]
        )
        journey = atCard("a T")
        #expect(journey.traces?.terms.service == nil)
        #expect(journey.traces?.terms.attributes.count == 1)
        journey.press("Esc")
        #expect(journey.span != nil)
    }

    @Test func `x searches traces of the service without it, X of all services`() {
        var journey = atCard("a x")
        let visa = AttributeCondition(key: "card", value: "visa")
        #expect(journey.traces?.terms.service == "pay")
        #expect(journey.traces?.terms.withoutAttributes == [visa])
        #expect(journey.traces?.terms.attributes == [])
        journey = atCard("a X")
        #expect(journey.traces?.terms.service == nil)
        #expect(journey.traces?.terms.withoutAttributes == [visa])
    }

    @Test func `the time searched is that of the list below`() {
        var source = ScriptedSource.shop
        source.traces = [Self.trace]
        source.found = [TraceSummary(Self.trace)]
        var terms = SearchTerms()
        terms.service = "web"
        terms.window = .last(.hours(48))
        var journey = Journey(rows: 40, source: source, start: .traces(terms))
        journey.press("Enter j Enter / card Enter a t")
        #expect(journey.traces?.terms.window == .last(.hours(48)))
        #expect(journey.traces?.terms.service == "pay")
    }

    @Test func `an old trace that was opened by its id is searched around`() {
        let journey = atCard("a t")
        let start = TraceSummary(Self.trace).start
        guard case .between(let from?, let to?)? = journey.traces?.terms.window else {
            Issue.record("no time around the trace: \(String(describing: journey.traces?.terms))")
            return
        }
        #expect(from < start && start < to)
        #expect(to.since(from) <= .minutes(62))
    }

    @Test func `f finds the spans with it in the trace below`() {
        var journey = atCard("a f")
        #expect(names(journey) == ["a", "c"])
        #expect(journey.selectedSpan == "a")
        #expect(journey.trace?.find?.counter == "/tag.card=visa 1 of 2 hits")
        journey.press("n")
        #expect(journey.selectedSpan == "c")
    }

    @Test func `f quotes a value with blanks`() {
        var journey = atTrace("Enter / route Enter a f")
        #expect(names(journey) == ["root"])
        #expect(journey.trace?.find?.text == "http.route=\"/pay now\"")
        journey.press("Esc")
        #expect(journey.trace?.find == nil)
    }

    @Test func `& leaves only the spans with it, with their ancestors`() {
        let journey = atCard("a &")
        #expect(journey.treeNames == ["root", "a", "c"])
    }

    @Test func `g groups the statistics of the trace by it`() {
        let journey = atCard("a g")
        #expect(journey.trace?.view == .statistics)
        #expect(journey.trace?.views.statistics.grouping == .attribute("card"))
    }

    @Test func `y copies key and value`() {
        #expect(atCard("a y").copied == "card=visa")
    }

    @Test func `the details below the tree have the same keys`() {
        var journey = atTrace("j d Tab")
        for _ in 0..<10 where journey.state.screens.last?.selectedAttribute == nil {
            journey.press("j")
        }
        journey.press("a f")
        #expect(names(journey) == ["a", "c"])
        journey.press("a t")
        #expect(journey.traces?.terms.service == "pay")
    }

    @Test func `elsewhere a says where attributes are`() {
        var journey = atTrace("a")
        #expect(journey.state.menu == nil)
        #expect(journey.notice.hasPrefix("No attribute is selected"))
        journey = atTrace("j Enter a")
        #expect(journey.notice.hasPrefix("No attribute is selected"))
    }

    @Test func `another key closes the menu and says what there is`() {
        var journey = atCard("a z")
        #expect(journey.state.menu == nil)
        #expect(journey.notice.hasPrefix("Do what with the attribute? t traces of this service,"))
        journey = atCard("a Esc")
        #expect(journey.state.menu == nil && journey.span != nil)
    }
}
