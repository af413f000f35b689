import Explorer
import PlainText
import TestSupport
import Testing
import TraceAnalysis
import TraceModel

/// Flame graph, statistics, graph of services and JSON as someone uses them.
@Suite struct TraceViewsJourneyTests {
    private func atTrace(_ keys: String = "", rows: Int = 24, columns: Int = 80) -> Journey {
        var journey = Journey(rows: rows, columns: columns, start: .trace(Shop.trace.id, span: nil))
        journey.press(keys)
        return journey
    }

    private func groups(_ journey: Journey) -> [String] {
        (journey.trace.map { Array($0.views.statistics.rows) } ?? []).map {
            ($0.isPart ? "  " : "") + ($0.group.value ?? "–")
        }
    }

    // MARK: The same span in all views

    @Test(arguments: ["1", "2", "2 2", "3", "4", "6", "7"])
    func `the selected span is the same in every view`(_ view: String) {
        var journey = atTrace("/ HGETALL Enter Esc \(view)")
        #expect(journey.selectedSpan == "HGETALL", "view \(view)")
        journey.press("1")
        #expect(journey.selectedSpan == "HGETALL", "back from view \(view)")
    }

    @Test(arguments: ["2", "3", "6", "7 7"])
    func `asking again for a smaller trace shows the smaller one`(_ view: String) {
        var journey = atTrace(view)
        journey.source.traces = [Trace.make(id: Shop.trace.id) { $0.span("only", 0..<5) }]
        journey.press("R")
        #expect(journey.selectedSpan == "only")
        #expect(journey.trace?.views.statistics.rows.count ?? 0 <= 1)
        #expect(journey.trace?.views.graph.rows.count ?? 0 <= 1)
        #expect(journey.trace?.views.flame.boxes?.boxes.count ?? 0 <= 1)
    }

    // MARK: Flame graph

    @Test func `boxes are walked up, down and aside`() {
        var journey = atTrace("2")
        #expect(journey.selectedSpan == "POST /checkout")
        journey.press("j")
        #expect(journey.selectedSpan == "PlaceOrder", "the widest is leftmost")
        journey.press("j")
        #expect(journey.selectedSpan == "Charge")
        journey.press("l")
        #expect(journey.selectedSpan == "load orders")
        journey.press("j")
        #expect(journey.selectedSpan == "SELECT orders")
        #expect(journey.trace?.views.flame.selectedBox?.spanCount == 62)
        journey.press("j")
        #expect(journey.notice.contains("nothing below"))
        journey.press("k h k k")
        #expect(journey.selectedSpan == "POST /checkout")
        journey.press("k")
        #expect(journey.notice.contains("nothing above"))
        journey.press("3 j")
        #expect(journey.trace?.view == .statistics)
    }

    @Test func `z zooms into a box, Z and Esc out, and what lies outside zooms out by itself`() {
        var journey = atTrace("2 j z")
        let zoomed = journey.trace?.views.flame.zoomed
        #expect(zoomed != nil && journey.trace?.views.flame.rows.lowerBound == 1)
        journey.press("k")
        #expect(journey.selectedSpan == "PlaceOrder" && journey.notice.contains("Z zooms out"))
        journey.press("j Enter Z")
        #expect(journey.trace?.views.flame.zoomed == zoomed)
        journey.press("Esc")
        #expect(journey.trace?.views.flame.zoomed == nil)
        journey.press("j z / smtp Enter")
        #expect(journey.selectedSpan == "smtp" && journey.trace?.views.flame.zoomed == nil)
        journey.press("z z")
        #expect(journey.notice.contains("all of the width"))
    }

    @Test func `the flame graph changes to the icicle and back with the span selected`() {
        var journey = atTrace("/ smtp Enter Esc 2")
        #expect(journey.trace?.views.flame.boxes?.length == .cost)
        journey.press("2")
        #expect(journey.trace?.views.flame.boxes?.length == .time)
        #expect(journey.selectedSpan == "smtp")
        #expect(journey.honesty.contains("one box per span"))
        journey.press("2")
        #expect(journey.trace?.views.flame.boxes?.length == .cost && journey.selectedSpan == "smtp")
        journey.press("E")
        #expect(journey.selectedSpan == "authorize")
    }

    // MARK: Statistics

    @Test func `statistics begin by service, the most self time first`() {
        let journey = atTrace("3")
        #expect(groups(journey).first == "payment")
        #expect(groups(journey).count == 9)
        #expect(journey.honesty.contains("9 groups of service"))
    }

    @Test func `statistics sort by every column, and inverted`() {
        var journey = atTrace("3")
        var seen: Set<StatisticsColumn> = []
        for _ in StatisticsColumn.allCases {
            seen.insert(journey.trace?.views.statistics.order.column ?? .own)
            let before = groups(journey)
            journey.press("I")
            #expect(groups(journey).sorted() == before.sorted())
            journey.press("I s")
        }
        #expect(seen == Set(StatisticsColumn.allCases))
        #expect(journey.trace?.views.statistics.order.column == .own)
    }

    @Test func `B groups by what is typed, and a second word divides the groups`() {
        var journey = atTrace("B db.sys")
        journey.press(.tab)
        #expect(journey.state.prompt?.editor.text == "db.system ")
        journey.press("Enter")
        #expect(groups(journey) == ["–", "postgresql"])
        journey.press("B")
        journey.type("service operation")
        journey.press("Enter")
        #expect(groups(journey).prefix(3) == ["payment", "  Charge", "  connect"])
        journey.press("B")
        journey.type("a b c")
        journey.press("Enter")
        #expect(journey.state.prompt?.error != nil)
        journey.press("Esc B Enter")
        #expect(journey.trace?.views.statistics.grouping == .service)
        #expect(journey.trace?.views.statistics.subgrouping == nil)
    }

    @Test func `Enter on a group shows just its spans, and Esc all`() {
        var journey = atTrace("B")
        journey.type("service operation")
        journey.press("Enter / nothing Esc")
        journey.press("g")
        while journey.trace?.views.statistics.selectedRow?.group.value != "postgres" {
            journey.press("j")
        }
        journey.press("Enter")
        #expect(journey.trace?.view == .tree)
        #expect(journey.honesty.contains("62 of 84 spans · only service postgres"))
        #expect(journey.treeNames.count == 65, "with their ancestors")
        #expect(journey.selectedSpan == "SELECT orders")
        journey.press("R")
        #expect(journey.treeNames.count == 65, "what was chosen stays")
        journey.press("Esc")
        #expect(journey.treeNames.count == 85)
    }

    // MARK: Graph

    @Test func `the graph lists services with their calls, and Enter shows those`() {
        var journey = atTrace("6")
        let rows = journey.trace?.views.graph.rows ?? []
        #expect(rows.count > 9)
        #expect(journey.honesty.contains("9 services"))
        while journey.trace?.views.graph.selectedRow.map({
            if case .call = $0 { false } else { true }
        })
            ?? false
        {
            journey.press("j")
        }
        journey.press("Enter")
        #expect(journey.trace?.view == .tree)
        #expect(journey.honesty.contains("only calls from"))
    }

    // MARK: JSON

    @Test func `/ searches the lines of JSON, n and N go round`() {
        var journey = atTrace("7 / authorize Enter")
        #expect(journey.trace?.views.json.find?.hits.count == 1)
        #expect(journey.honesty.contains("/authorize 1 of 1 line"))
        let line = journey.trace?.views.json.find?.line ?? 0
        #expect(
            journey.trace?.views.json.lines?.lines(line..<line + 1).first?.contains("authorize")
                == true
        )
        journey.press("/ SELECT Enter")
        let count = journey.trace?.views.json.find?.hits.count ?? 0
        #expect(count > 60)
        journey.press("n N N")
        #expect(journey.trace?.views.json.find?.current == count - 1)
        journey.press("Esc")
        #expect(journey.trace?.views.json.find == nil)
        journey.press("/ nowhere_at_all Enter")
        #expect(journey.notice.contains("not found"))
    }

    @Test func `7 again shows the trace as Jaeger writes it`() {
        var journey = atTrace("7 7")
        let lines = journey.trace?.views.json.lines
        #expect(lines?.form == .jaeger)
        let all = lines.map { $0.lines(0..<$0.count) } ?? []
        #expect(all.count == lines?.count)
        #expect(all.first == "{" && all.last == "}")
        #expect(all.contains { $0.contains("\"operationName\": \"Charge\"") })
        #expect(journey.honesty.contains("Jaeger's JSON"))
        journey.press("7")
        #expect(journey.trace?.views.json.lines?.form == .spoor)
    }

    // MARK: Columns

    @Test func `attributes are columns of the table of spans, and sort it`() {
        var journey = atTrace("4 :columns")
        journey.type(" name,tag.db.rows,tag.host.name")
        journey.press("Enter s")
        #expect(journey.trace?.views.table.order.column == .name)
        journey.press("s g")
        #expect(journey.trace?.views.table.order.column == .attribute("db.rows"))
        #expect(journey.selectedSpan == "SELECT orders")
        journey.press("I g")
        let first = journey.trace.flatMap { trace in
            trace.currentNode.flatMap { trace.prepared?.trace[$0].attributes.first("db.rows") }
        }
        #expect(first == .int(61), "numbers by size")
        journey.press("4 :columns")
        journey.type(" tag.")
        journey.press("Enter")
        #expect(journey.notice.contains("no column"))
    }

    @Test(arguments: SpanColumn.allCases) func `the table sorts by any column`(_ column: SpanColumn)
    {
        let prepared = PreparedTrace(TraceAnswer(trace: Shop.trace))
        var order = SpanOrder()
        order.column = column
        let rows = order.sort(prepared)
        #expect(rows.sorted() == (0..<Int32(Shop.trace.count)).map { $0 })
        order.isInverted = true
        #expect(order.sort(prepared).sorted() == rows.sorted())
    }
}
