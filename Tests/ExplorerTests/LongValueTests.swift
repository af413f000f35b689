import Explorer
import TerminalText
import TestSupport
import Testing
import TraceModel

/// Long values in the details of a span: wrapped, cut, and handed to an editor.
@Suite struct LongValueTests {
    private static let words = (1...40).map { "word\($0)" }.joined(separator: " ")

    private static var source: ScriptedSource {
        var source = ScriptedSource.shop
        source.traces = [
            Trace.make {
                $0.span(
                    "s",
                    0..<10,
                    attributes: [
                        "a.short": "1", "b.long": .string(words),
                        "c.json": .string(#"{"first":{"second":"\#(words)"}}"#),
                        "d.lines": "one\ntwo\n\nfour",
                        "db.query.text": .string("SELECT id FROM orders WHERE id = 1"),
                    ]
                )
                $0.span("t", 2..<3, parent: "s", attributes: ["b.long": .string(words)])
            }
        ]
        return source
    }

    private func atSpan(_ keys: String = "", columns: Int = 80) -> Journey {
        var journey = Journey(
            columns: columns,
            source: Self.source,
            start: .trace(.named("trace"), span: nil)
        )
        journey.press("Enter")
        journey.press(keys)
        return journey
    }

    /// The lines of an attribute's value as they are wrapped.
    private func lines(of key: String, in span: SpanDetails) -> [String] {
        (0..<span.lineCount).filter {
            guard case .attribute(let attribute, _) = span.rows[span.place(ofLine: $0).row] else {
                return false
            }
            return attribute.key == key
        }.map { span.text(ofLine: $0)?.string ?? "" }
    }

    private func select(_ key: String, _ journey: inout Journey) {
        journey.press("g")
        for _ in 0..<100 {
            if case .attribute(let attribute, _)? = journey.span?.selected, attribute.key == key {
                return
            }
            journey.press("j")
        }
        Issue.record("there is no attribute \(key)")
    }

    @Test(arguments: [40, 80, 200]) func `w shows all of a long value`(columns: Int) throws {
        var journey = atSpan(columns: columns)
        let rows = try #require(journey.span?.lineCount)
        journey.press("w")
        let span = try #require(journey.span)
        #expect(span.rows.count == rows)
        #expect(span.lineCount > rows)
        #expect(lines(of: "b.long", in: span).joined() == Self.words)
        #expect(lines(of: "d.lines", in: span) == ["one", "two", "", "four"])
        #expect(lines(of: "a.short", in: span) == [""], "a short one stays on its line")
        let json = lines(of: "c.json", in: span)
        #expect(json.first == "{" && json.last == "}", "what takes lines is laid out")
        journey.press("w")
        #expect(journey.span?.lineCount == rows)
    }

    @Test func `every line of a value stands for its attribute`() throws {
        var journey = atSpan("w")
        select("b.long", &journey)
        let first = try #require(journey.span?.cursor.selected)
        journey.press("j j y k")
        #expect(journey.copied == "b.long=\(Self.words)")
        #expect(journey.span?.cursor.selected == first + 2)
        journey.press("w")
        guard case .attribute(let attribute, _)? = journey.span?.selected else {
            Issue.record("the row is not selected any more")
            return
        }
        #expect(attribute.key == "b.long")
    }

    @Test func `what w chose holds for the spans that follow, and below the tree`() {
        var journey = atSpan("w Esc j Enter")
        #expect(journey.span.map { $0.lineCount > $0.rows.count } == true)
        journey.press("p")
        #expect(journey.span.map { $0.lineCount > $0.rows.count } == true)
        journey.press("w Esc d")
        #expect(journey.trace?.details.map { $0.lineCount == $0.rows.count } == true)
        journey.press("w")
        #expect(journey.trace?.details.map { $0.lineCount > $0.rows.count } == true)
        journey.press("j")
        #expect(journey.trace?.details.map { $0.lineCount > $0.rows.count } == true)
    }

    @Test func `w says where it has nothing to do`() {
        var journey = atSpan("Esc w")
        #expect(journey.notice == "d shows the details below, where w wraps long values.")
        journey.press("Enter / short Enter w")
        #expect(journey.notice == "Long values are wrapped from now on; there are none here.")
        journey.press("w")
        #expect(journey.notice == "Long values are cut from now on; there are none here.")
    }

    @Test func `folding, narrowing and sizes keep lines and rows together`() throws {
        var journey = atSpan("w")
        for keys in ["Space", "Space", "/ long Enter", "Esc", "G", "g"] {
            journey.press(keys)
            for columns in [40, 120, 12, 80] {
                journey.resize(rows: 12, columns: columns)
                let span = try #require(journey.span)
                let rows = (0..<span.lineCount).map { span.place(ofLine: $0) }
                #expect(rows.map(\.row) == rows.map(\.row).sorted())
                #expect(Set(rows.map(\.row)) == Set(span.rows.indices), "\(keys) \(columns)")
                #expect(span.visible.contains(span.cursor.selected))
            }
        }
    }

    private func edited(_ journey: Journey) -> EditorText? {
        if case .editor(let text)? = journey.effects.last { text } else { nil }
    }

    @Test func `v hands the selected value to an editor, laid out by what it is`() {
        var journey = atSpan()
        select("b.long", &journey)
        journey.press("v")
        #expect(edited(journey)?.text == Self.words)
        #expect(edited(journey)?.kind == .plain)
        select("db.query.text", &journey)
        journey.press("v")
        #expect(edited(journey)?.text == "SELECT id\nFROM orders\nWHERE id = 1")
        #expect(edited(journey)?.kind == .sql)
        select("c.json", &journey)
        journey.press("Enter v")
        #expect(edited(journey)?.text.hasPrefix("{\n  \"first\": {\n") == true)
        #expect(edited(journey)?.kind == .json)
    }

    @Test func `v hands over all of the screen where no value is selected`() {
        var journey = atSpan("g")
        while journey.span.map({ $0.rows[$0.cursor.selected] })?.isHeading == false {
            journey.press("j")
        }
        journey.press("v")
        #expect(edited(journey)?.text.contains("b.long") == true)
        #expect(edited(journey)?.kind == .screen)
        journey.press("Esc v")
        #expect(edited(journey)?.text.contains("SPAN") == true)
        journey.press("7 v")
        #expect(edited(journey)?.kind == .json)
    }
}

extension SpanRow {
    fileprivate var isHeading: Bool { if case .heading = self { true } else { false } }
}
