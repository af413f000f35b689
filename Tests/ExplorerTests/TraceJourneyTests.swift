import Explorer
import PlainText
import TestSupport
import Testing
import TraceAnalysis
import TraceModel
import WireFormats

@Suite struct TraceJourneyTests {
    private func atTrace(_ keys: String = "", rows: Int = 24, columns: Int = 80) -> Journey {
        var journey = Journey(
            rows: rows,
            columns: columns,
            start: .trace(Shop.trace.id, span: nil)
        )
        journey.press(keys)
        return journey
    }

    /// Below the root: a with a1 and a2 (failed), b, c with c1 (failed).
    private static let small = Trace.make {
        $0.span("root", 0..<100)
        $0.span("a", 0..<40, parent: "root")
        $0.span("a1", 0..<10, parent: "a")
        $0.span("a2", 10..<20, parent: "a", error: true)
        $0.span("b", 40..<50, parent: "root")
        $0.span("c", 50..<90, parent: "root")
        $0.span("c1", 50..<60, parent: "c", error: true)
    }

    private func atSmall(_ keys: String = "") -> Journey {
        var source = ScriptedSource.shop
        source.traces = [Self.small]
        var journey = Journey(source: source, start: .trace(Self.small.id, span: nil))
        journey.press(keys)
        return journey
    }

    @Test func `Space, h and l fold and unfold`() {
        var journey = atSmall("j Space")
        #expect(journey.treeNames == ["root", "a", "b", "c", "c1"])
        journey.press("Space")
        #expect(journey.treeNames.count == 7)
        journey.press("h")
        #expect(journey.treeNames.count == 5)
        journey.press("h")
        #expect(journey.selectedSpan == "root", "what is folded goes to its parent")
        journey.press("j l")
        #expect(journey.treeNames.count == 7)
        journey.press("l")
        #expect(journey.selectedSpan == "a1", "what is open goes in")
        journey.press("Left Left")
        #expect(journey.treeNames.count == 5)
        journey.press("Right")
        #expect(journey.treeNames.count == 7)
    }

    @Test func `levels fold from the deepest and unfold from the shallowest`() {
        var journey = atSmall("-")
        #expect(journey.treeNames == ["root", "a", "b", "c"])
        journey.press("-")
        #expect(journey.treeNames == ["root"])
        journey.press("+")
        #expect(journey.treeNames == ["root", "a", "b", "c"])
        journey.press("=")
        #expect(journey.treeNames.count == 7)
    }

    @Test func `p goes to the parent, braces to siblings`() {
        var journey = atSmall("j j j")
        #expect(journey.selectedSpan == "a2")
        journey.press("p")
        #expect(journey.selectedSpan == "a")
        journey.press("}")
        #expect(journey.selectedSpan == "b")
        journey.press("} }")
        #expect(journey.selectedSpan == "c")
        #expect(journey.notice.contains("no more siblings"))
        journey.press("{ {")
        #expect(journey.selectedSpan == "a")
        journey.press("p p")
        #expect(journey.selectedSpan == "root")
        #expect(journey.notice.contains("no parent"))
    }

    @Test func `e goes from error to error, through folds`() {
        var journey = atSmall("- - e")
        #expect(journey.selectedSpan == "a2")
        #expect(journey.treeNames == ["root", "a", "a1", "a2", "b", "c"])
        journey.press("e")
        #expect(journey.selectedSpan == "c1")
        journey.press("e")
        #expect(journey.notice.contains("no more errors"))
        journey.press("E")
        #expect(journey.selectedSpan == "a2")
        journey.press("E")
        #expect(journey.notice.contains("no more errors"))
    }

    @Test func `/ finds, n and N go round, the counter counts`() {
        var journey = atTrace("/ postgres Enter")
        #expect(journey.trace?.find?.hits.count == 62)
        #expect(journey.trace?.find?.counter == "/postgres 1 of 62 hits")
        journey.press("n")
        #expect(journey.trace?.find?.counter == "/postgres 2 of 62 hits")
        journey.press("N N")
        #expect(journey.trace?.find?.counter == "/postgres 62 of 62 hits")
        journey.press("n")
        #expect(journey.trace?.find?.counter == "/postgres 1 of 62 hits")
        journey.press("Esc")
        #expect(journey.trace?.find == nil)
    }

    @Test func `a hit in a folded subtree unfolds it`() {
        let journey = atTrace("- - - - / smtp Enter")
        #expect(journey.selectedSpan == "smtp")
    }

    @Test func `what is not there is said to be not there`() {
        var journey = atTrace("/ nosuchthing Enter")
        #expect(journey.notice.contains("not found"))
        journey.press("&")
        #expect(journey.notice.contains("Nothing was found"))
        #expect(journey.treeNames.count == 24)
    }

    @Test func `attributes, events and resource are searched too`() {
        for (word, name) in [
            ("402", "Charge"), ("insufficient", "Charge"), ("payment-7f9c", "Charge"),
            ("nodejs", "POST /checkout"),
        ] {
            #expect(atTrace("/ \(word) Enter").selectedSpan == name, "\(word)")
        }
    }

    @Test func `& leaves hits and their ancestors`() {
        var journey = atTrace("/ smtp Enter &")
        #expect(journey.treeNames == ["POST /checkout", "send receipt", "smtp"])
        journey.press("&")
        #expect(journey.treeNames.count == 24)
        journey.press("& Esc")
        #expect(journey.trace?.find == nil)
        #expect(journey.treeNames.count == 24, "forgetting the search undoes its filter")
    }

    @Test func `a search in its course can be given up`() {
        var journey = atTrace()
        journey.isHolding = true
        journey.press("/ smtp Enter")
        #expect(journey.trace?.find?.counter == "searching /smtp")
        journey.press("Esc")
        #expect(journey.trace?.find == nil)
        #expect(journey.trace?.prepared != nil)
    }

    @Test func `an error that a filter hides is gone to all the same, and that is said`() {
        var journey = atTrace("/ smtp Enter &")
        journey.press("E")
        #expect(journey.selectedSpan == "authorize")
        #expect(journey.treeNames.count == 24)
        #expect(journey.notice.contains("filters were undone"))
        var kept = atTrace("c e")
        #expect(kept.trace?.rows?.filter.onlyCritical == true, "this one shows the error")
        kept.press("Esc")
        #expect(kept.trace?.rows?.filter.isEmpty == true)
    }

    @Test func `siblings that a filter hides are passed over`() {
        var journey = atSmall("/ c1 Enter &")
        #expect(journey.treeNames == ["root", "c", "c1"])
        journey.press("p")
        #expect(journey.selectedSpan == "c")
        journey.press("{")
        #expect(journey.selectedSpan == "c")
        #expect(journey.notice.contains("no more siblings"))
    }

    @Test func `z zooms in, arrows pan, Z zooms out step by step`() {
        var journey = atTrace("e e z")
        #expect(journey.trace?.window.length == 610_000_000)
        let start = journey.trace?.window.start ?? 0
        journey.press("l")
        #expect(journey.trace?.window.start == start + 152_500_000)
        #expect(journey.trace?.window.length == 610_000_000)
        for _ in 0..<10 { journey.press("l") }
        #expect(journey.trace?.window.end == journey.trace?.prepared?.overview.end.nanoseconds)
        for _ in 0..<20 { journey.press("h") }
        #expect(journey.trace?.window.start == journey.trace?.prepared?.overview.start.nanoseconds)
        journey.press("j j z")
        #expect(journey.trace?.window.length == 200_000_000)
        journey.press("Z")
        #expect(journey.trace?.window.length == 610_000_000)
        journey.press("Z Z Z")
        #expect(journey.trace?.zoom == nil)
        journey.press("z z Esc")
        #expect(journey.trace?.zoom == nil, "Esc shows the whole trace")
    }

    @Test func `r shows one subtree, and all again`() {
        var journey = atSmall("j r")
        #expect(journey.treeNames == ["a", "a1", "a2"])
        journey.press("e e")
        #expect(journey.notice.contains("no more errors"), "only those below")
        journey.press("G p p")
        #expect(journey.selectedSpan == "a", "the parent is not shown")
        journey.press("r")
        #expect(journey.treeNames.count == 7)
        #expect(journey.selectedSpan == "a")
    }

    @Test func `T hides what is shorter`() {
        var journey = atSmall("T 40ms Enter")
        #expect(journey.treeNames == ["root", "a", "c"])
        #expect(
            journey.trace?.honesty(journey.state.context).contains("3 of 7 spans · ≥ 40ms")
                == true
        )
        journey.press("T 40 Enter")
        #expect(journey.notice.contains("expected a length of time"))
        #expect(journey.treeNames.count == 3)
        journey.press("T Enter")
        #expect(journey.treeNames.count == 7)
    }

    @Test func `c leaves the critical path`() {
        var journey = atTrace("c")
        #expect(!journey.treeNames.contains("audit") || journey.treeNames.contains("?"))
        #expect(
            journey.trace?.honesty(journey.state.context).contains("only critical path")
                == true
        )
        journey.press("c")
        #expect(journey.treeNames.count == 24)
    }

    @Test(arguments: ["4", "5", "7"])
    func `a view looked at without moving leaves the selection`(_ view: String) {
        for name in ["smtp", "audit", "Charge"] {
            let journey = atTrace("/ \(name) Enter Esc \(view) 1")
            #expect(journey.selectedSpan == name, "view \(view)")
        }
    }

    @Test func `what is selected in the table is selected in the tree`() {
        var journey = atTrace("4 s G")
        let name = journey.selectedSpan
        journey.press("1")
        #expect(journey.selectedSpan == name)
        journey.press("G 4")
        #expect(journey.selectedSpan == "audit")
        journey.press("7")
        #expect(journey.selectedSpan == "audit")
        journey.press("k 1")
        #expect(journey.selectedSpan != nil)
    }

    @Test func `the table sorts by every key, and inverted`() {
        var journey = atTrace("4")
        #expect(journey.selectedSpan == "POST /checkout")
        journey.press("s g")
        #expect(journey.trace?.views.table.order.column == .duration)
        #expect(journey.selectedSpan == "POST /checkout")
        journey.press("I g")
        #expect(journey.selectedSpan == "SELECT orders")
        journey.press("I s g")
        #expect(journey.selectedSpan == "Charge", "self time")
        journey.press("s g")
        #expect(journey.trace?.views.table.order.column == .service)
        #expect(journey.selectedSpan == "GetCart")
        journey.press("s g")
        #expect(journey.selectedSpan == "Charge", "name")
        journey.press("s g")
        #expect(journey.trace?.views.table.order.column == .error)
        journey.press("1 s")
        #expect(journey.notice.contains("4 shows"))
    }

    @Test func `the selected event opens its span`() {
        var journey = atTrace("5")
        #expect(journey.trace?.views.events.rows.count == 2)
        journey.press("j Enter")
        #expect(journey.span?.title == "payment Charge")
    }

    @Test func `d shows details that follow the selection, Tab goes into them`() {
        var journey = atTrace("d")
        #expect(journey.trace?.details?.title == "frontend POST /checkout")
        journey.press("j j")
        #expect(journey.trace?.details?.title == "checkout PlaceOrder")
        journey.press("e Tab Enter")
        #expect(journey.value?.title == "status")
        journey.press("Esc")
        #expect(journey.trace?.focus == .details)
        #expect(journey.trace?.details?.selected != nil)
        journey.press("Esc")
        #expect(journey.trace?.focus == .main)
        journey.press("Esc")
        #expect(journey.trace?.hasDetails == false)
        journey.press("Tab")
        #expect(journey.notice.contains("d shows the details"))
    }

    @Test func `where there is no room for both, d shows the details alone`() {
        var journey = atTrace("d", rows: 10, columns: 40)
        #expect(journey.trace?.detailPaneRows == 7)
        journey.press("Tab")
        #expect(journey.trace?.detailPaneRows == 0)
        journey.press("Tab Esc")
        #expect(journey.trace?.hasDetails == false)
    }

    @Test func `A asks for times as sent, and keeps selection, folds, filter and zoom`() {
        var journey = atTrace("j j j j j Space - e z T 1ms Enter")
        let names = journey.treeNames
        let selected = journey.selectedSpan
        let zoom = journey.trace?.zoom
        journey.isHolding = true
        journey.press("A")
        guard case .trace(_, _, let raw)? = journey.loads.last else {
            Issue.record("nothing was asked")
            return
        }
        #expect(raw)
        #expect(journey.trace?.isRaw == false, "what is shown is still adjusted")
        journey.release()
        #expect(journey.trace?.isRaw == true)
        #expect(journey.treeNames == names)
        #expect(journey.selectedSpan == selected)
        #expect(journey.trace?.zoom == zoom)
        journey.press("A")
        #expect(journey.trace?.isRaw == false)
    }

    @Test func `a failed reload keeps what is shown, and what is said of it`() {
        var journey = atTrace()
        journey.source.failures[.trace] = TraceReaderError(.unreachable, "gone")
        journey.press("A")
        #expect(journey.trace?.prepared != nil)
        #expect(journey.trace?.isRaw == false)
        #expect(journey.trace?.honesty(journey.state.context).contains("gone") == true)
        journey.source.failures = [:]
        journey.press("R")
        guard case .trace(_, _, let raw)? = journey.loads.last else { return }
        #expect(!raw)
    }

    @Test func `R keeps the search without moving to a hit`() {
        var journey = atTrace("/ smtp Enter g R")
        #expect(journey.trace?.find?.hits.count == 1)
        #expect(journey.selectedSpan == "POST /checkout")
        journey.press("n")
        #expect(journey.selectedSpan == "smtp")
    }

    @Test func `a trace can be opened at one of its spans`() {
        let id = SpanID.named("smtp")
        let journey = Journey(start: .trace(Shop.trace.id, span: id))
        #expect(journey.selectedSpan == "smtp")
    }

    @Test func `:N goes to a row, | to the pager, :save writes the trace`() {
        var journey = atTrace(":3 Enter")
        #expect(journey.selectedSpan == "PlaceOrder")
        journey.press("|")
        guard case .pager(let text)? = journey.effects.last else {
            Issue.record("no pager")
            return
        }
        #expect(text.contains("PlaceOrder") && !text.contains("{"), "the tree, not JSON")
        journey.press(":save Space x.json Enter")
        guard case .save(_, let target)? = journey.effects.last,
            case .trace(let trace) = target.content
        else {
            Issue.record("nothing was saved")
            return
        }
        #expect(trace.count == 84 && target.format == .jaeger)
    }

    @Test func `every key that means something in a trace does so before it has come`() {
        var journey = Journey(start: .trace(Shop.trace.id, span: nil), isHolding: true)
        for entry in ActionTable.entries where entry.applies(to: .trace) {
            for key in entry.keys where ![.quit, .quitNow, .back].contains(entry.action) {
                journey.press(key)
                journey.press("Esc")
            }
        }
        #expect(!journey.state.screens.isEmpty)
    }
}
