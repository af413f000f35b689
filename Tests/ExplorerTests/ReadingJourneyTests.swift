import Explorer
import TestSupport
import Testing
import TraceModel

@Suite struct ReadingJourneyTests {
    private func atSpan(_ keys: String = "") -> Journey {
        var journey = Journey(start: .trace(Shop.trace.id, span: .named("Charge")))
        journey.press("Enter")
        journey.press(keys)
        return journey
    }

    private func select(_ key: String, _ journey: inout Journey) {
        journey.press("g")
        for _ in 0..<60 {
            if case .attribute(let attribute, _)? = journey.span?.selected, attribute.key == key {
                return
            }
            journey.press("j")
        }
        Issue.record("there is no attribute \(key)")
    }

    private func goTo(_ section: SpanSection, _ journey: inout Journey) {
        journey.press("g")
        for _ in 0..<60 {
            if case .heading(section, _, _, _, _)? = journey.span?.selected { return }
            journey.press("j")
        }
        Issue.record("there is no part \(section)")
    }

    @Test func `parts of a span fold and unfold`() {
        var journey = atSpan()
        let open = journey.span?.rows.count ?? 0
        goTo(.attributes, &journey)
        guard case .heading(_, _, 8, _, true)? = journey.span?.selected else {
            Issue.record("not on 8 open attributes")
            return
        }
        journey.press("Enter")
        #expect(journey.span?.rows.count == open - 8)
        journey.press("l")
        #expect(journey.span?.rows.count == open)
        journey.press("j j Space")
        #expect(journey.span?.rows.count == open - 8, "a row folds the part it belongs to")
        journey.press("Space h")
        #expect(journey.span?.rows.count == open - 8)
    }

    @Test func `equal warnings stand once with their number`() {
        var journey = atSpan()
        goTo(.warnings, &journey)
        journey.press("Enter")
        #expect(
            journey.span?.rows.contains(.warning("clock skew adjusted by 2ms", count: 3)) == true
        )
    }

    @Test func `a value opens whole, JSON laid out, and is copied as it came`() {
        var journey = atSpan()
        select("request.body", &journey)
        journey.press("Enter")
        #expect(journey.value?.text.contains("\n  \"card\": {\n") == true)
        #expect(journey.honesty == "11 lines · 64 B, laid out")
        journey.press("y v")
        #expect(
            journey.copied == #"{"card":{"number":"****1111","expires":"12/27"},"items":[1,2,3]}"#
        )
        journey.press("|")
        guard case .pager(let text)? = journey.effects.last else {
            Issue.record("no pager")
            return
        }
        #expect(text.contains("items"))
    }

    @Test func `a statement opens laid out, and is copied as it came`() {
        let statement = "SELECT id FROM orders WHERE id = 1"
        var source = ScriptedSource.shop
        source.traces = [
            Trace.make { $0.span("s", 0..<1, attributes: ["db.query.text": .string(statement)]) }
        ]
        var journey = Journey(source: source, start: .trace(.named("trace"), span: nil))
        journey.press("Enter j Enter")
        #expect(journey.value?.text == "SELECT id\nFROM orders\nWHERE id = 1")
        #expect(journey.honesty == "3 lines · 34 B, laid out")
        journey.press("y v")
        #expect(journey.copied == statement)
    }

    @Test func `a value is searched with / n N and scrolled`() {
        var source = ScriptedSource.shop
        let lines = (1...100).map { $0 % 10 == 0 ? "Ten \($0)" : "line \($0)" }
        source.traces = [
            Trace.make {
                $0.span("s", 0..<1, attributes: ["log": .string(lines.joined(separator: "\n"))])
            }
        ]
        var journey = Journey(source: source, start: .trace(.named("trace"), span: nil))
        journey.press("Enter j Enter")
        #expect(journey.value?.lineCount == 100)
        journey.press("/ ten Enter")
        #expect(journey.value?.hits.count == 10)
        #expect(journey.value?.top == 9)
        journey.press("n n N")
        #expect(journey.value?.top == 19)
        journey.press("N N")
        #expect(journey.value?.hit == 9, "round to the last")
        journey.press("g j Ctrl-D")
        #expect(journey.value?.top == 11)
        journey.press("G")
        #expect(journey.value?.top == 79)
        journey.press("PgUp k b")
        #expect(journey.value?.top == 38)
        journey.press(":51 Enter")
        #expect(journey.value?.top == 50)
        journey.resize(rows: 200, columns: 80)
        #expect(journey.value?.top == 0)
        journey.resize(rows: 6, columns: 30)
        #expect(journey.value?.lineCount == 100)
    }

    @Test func `everything of a span can be copied`() {
        var journey = atSpan()
        select("http.response.status_code", &journey)
        for (key, text) in [
            ("v", "402"), ("k", "http.response.status_code=402"), ("j", "402"),
            ("i", SpanID.named("Charge").hex), ("I", Shop.trace.id.jaegerHex),
        ] {
            journey.press("y \(key)")
            #expect(journey.copied == text, "y \(key)")
        }
        journey.press("y s")
        #expect(journey.copied?.contains("payment Charge · 610ms · ERROR: card declined") == true)
        journey.press("y m")
        #expect(journey.copied?.contains("| http.response.status_code | 402 |") == true)
        journey.press("y u")
        #expect(journey.copied?.hasSuffix("?uiFind=\(SpanID.named("Charge").hex)") == true)
        journey.press("g y j")
        #expect(journey.copied?.contains("\"name\": \"Charge\"") == true)
    }

    @Test func `p and braces walk from span to span, and Esc returns to the last one`() {
        var journey = atSpan("{")
        #expect(journey.span?.title == "checkout load orders")
        journey.press("p")
        #expect(journey.span?.title == "checkout PlaceOrder")
        journey.press("Esc")
        #expect(journey.selectedSpan == "PlaceOrder")
    }

    @Test func `a link within the trace opens that span, another one its trace`() {
        var journey = atSpan("G")
        while let row = journey.span?.selected {
            if case .heading(.links, _, _, _, _) = row { break }
            journey.press("k")
            if journey.span?.cursor.selected == 0 { break }
        }
        journey.press("Enter j Enter")
        #expect(journey.span?.title == "cart GetCart")
        journey.press("p")
        #expect(journey.notice.contains("from here"))
        journey.press("Esc j Enter")
        #expect(journey.trace?.id == .named("billing"))
        #expect(journey.trace?.loading.failure != nil, "the source does not have it")
        journey.press("Esc")
        #expect(journey.span?.title == "payment Charge")
    }

    @Test func `a trace asked for again while a span is open does not mislead the walk`() {
        var journey = Journey(start: .trace(Shop.trace.id, span: .named("smtp")))
        journey.isHolding = true
        journey.press("R Enter")
        #expect(journey.span?.title == "mail smtp")
        journey.source.traces = [
            Trace.make(id: Shop.trace.id) {
                $0.span("mail root", 0..<5)
                $0.span("smtp", 1..<2, parent: "mail root")
            }
        ]
        journey.release()
        journey.press("p")
        #expect(journey.span?.span?.name == "mail root")
        journey.press("Esc")
        #expect(journey.selectedSpan == "mail root")
    }

    @Test func `a span that is not there opens as such`() {
        var journey = Journey(start: .trace(Shop.trace.id, span: nil))
        journey.press("G p Enter")
        #expect(journey.span?.span == nil)
        #expect(journey.span?.rows.count == 1)
        journey.press("j k l h Space Enter Esc Esc y i | p }")
        #expect(!journey.state.screens.isEmpty)
    }
}
