import Explorer
import PlainText
import TerminalText
import TestSupport
import Testing
import TraceAnalysis
import TraceModel

/// Colours and columns by attribute, in the tree and the table of a trace.
@Suite struct ColorJourneyTests {
    private static let trace = Trace.make {
        $0.span("root", 0..<110, service: "web", attributes: ["http.route": "/pay now"])
        $0.span("a", 0..<40, parent: "root", service: "pay", attributes: ["card": "visa"])
        $0.span("b", 40..<50, parent: "root", service: "pay", attributes: ["card": "other"])
        $0.span("c", 50..<90, parent: "root", service: "pay", attributes: ["card": "visa"])
    }

    private func atTrace(
        _ keys: String = "",
        _ trace: Trace = Self.trace,
        isHolding: Bool = false
    ) -> Journey {
        var source = ScriptedSource.shop
        source.traces = [trace]
        var journey = Journey(
            rows: 40,
            source: source,
            start: .trace(trace.id, span: nil),
            isHolding: isHolding
        )
        journey.press(keys)
        return journey
    }

    private func command(_ line: String, _ journey: inout Journey) {
        journey.press(":")
        journey.type(line)
        journey.press("Enter")
    }

    /// The signs of the rows, from the top.
    private func signs(_ journey: Journey) -> String {
        guard let trace = journey.trace, let rows = trace.rows else { return "" }
        let letters = Lettering(glyphs: .ascii, longest: 80)
        return rows.nodes.map { trace.colorMark(Int($0))?.sign(letters).string ?? "?" }.joined()
    }

    private func legend(_ journey: Journey, columns: Int = .max) -> String? {
        let letters = Lettering(glyphs: .ascii, longest: 80)
        return journey.trace?.colors?.legend(letters, columns: columns).text.string
    }

    private func kept(_ journey: Journey) -> [ViewChoices] {
        journey.effects.compactMap { if case .keep(let choices) = $0 { choices } else { nil } }
    }

    @Test func `c after a colours the trace by the attribute, and once more by service`() {
        var journey = atTrace("j Enter / card Enter a c")
        #expect(journey.trace?.view == .tree && journey.span == nil)
        #expect(signs(journey) == ".aba")
        #expect(legend(journey) == "card  a visa 2  b other 1  . none 1")
        #expect(journey.honesty.contains("coloured by card, :colour by service"))
        #expect(kept(journey).last?.coloring == .attribute("card"))
        journey.press("Enter / card Enter a c")
        #expect(journey.trace?.colors == nil && signs(journey) == "????")
        #expect(kept(journey).last?.coloring == nil)
    }

    @Test(arguments: ["colour", "color"])
    func `a command colours by a key or a field`(_ name: String) {
        var journey = atTrace()
        command("\(name) service", &journey)
        #expect(legend(journey) == "service  a pay 3  b web 1")
        command("\(name) card", &journey)
        #expect(signs(journey) == ".aba")
        command(name, &journey)
        #expect(journey.trace?.colors == nil)
        command("\(name) nowhere", &journey)
        #expect(legend(journey) == "nowhere  no span of this trace has it")
    }

    @Test func `what was chosen holds for the traces after it, and is kept`() {
        var journey = Journey()
        command("colour kind", &journey)
        #expect(journey.notice == "Traces are coloured by kind now.")
        #expect(kept(journey).last?.coloring == .kind)
        command("trace \(Shop.trace.id.jaegerHex)", &journey)
        #expect(journey.trace?.colors?.grouping == .kind)
    }

    @Test func `a trace below takes over what was chosen above it`() {
        var journey = atTrace("j Enter")
        command("colour card", &journey)
        journey.press("Esc")
        #expect(signs(journey) == ".aba")
    }

    @Test func `a trace that is asked for again is coloured again`() {
        var journey = atTrace()
        command("colour card", &journey)
        journey.source.traces = [
            Trace.make { $0.span("root", 0..<9, service: "web", attributes: ["card": "new"]) }
        ]
        journey.press("R")
        #expect(legend(journey) == "card  a new 1")
        #expect(signs(journey) == "a")
    }

    @Test func `an answer to colours that nobody wants any more is dropped`() {
        var journey = atTrace()
        journey.isHolding = true
        command("colour card", &journey)
        command("colour kind", &journey)
        journey.release()
        #expect(journey.trace?.colors?.grouping == .kind)
        #expect(journey.trace?.requests == [])
    }

    @Test func `a row of equal siblings has their value only where they share it`() {
        let trace = Trace.make {
            $0.span("root", 0..<900, service: "web")
            for index in 0..<8 {
                $0.span(
                    "get",
                    Double(index * 10)..<Double(index * 10 + 5),
                    id: "g\(index)",
                    parent: "root",
                    service: "db",
                    attributes: ["pod": index == 0 ? "x" : "y", "zone": "z"]
                )
            }
        }
        var journey = atTrace("", trace)
        command("colour pod", &journey)
        #expect(signs(journey) == ".*")
        command("colour zone", &journey)
        #expect(signs(journey) == ".a")
        command("colour pod", &journey)
        journey.press("j l")
        #expect(signs(journey).hasPrefix(".b") == true && signs(journey).contains("a"))
    }

    @Test func `a legend without room cuts values, but not where they differ`() {
        let trace = Trace.make {
            for pod in ["checkout-77", "checkout-88", "checkout-99"] {
                $0.span(pod, 0..<9, attributes: ["pod": .string(pod)])
            }
        }
        var journey = atTrace("", trace)
        command("colour pod", &journey)
        #expect(
            legend(journey, columns: 80) == "pod  a checkout-77 1  b checkout-88 1  c checkout-99 1"
        )
        #expect(legend(journey, columns: 50) == "pod  a checkout-77  b checkout-88  c checkout-99")
        #expect(legend(journey, columns: 28) == "pod  a ~-77  b ~-88  c ~-99")
        for columns in 0..<60 {
            #expect((legend(journey, columns: columns) ?? "").count <= columns)
        }
    }

    @Test func `a legend without room names the most frequent values, and counts the others`() {
        let services = ["checkout", "inventory", "payments", "recommendation", "notification"]
        let trace = Trace.make {
            for (place, service) in services.enumerated() {
                for number in place...services.count {
                    $0.span("\(service) \(number)", 0..<9, service: service)
                }
            }
        }
        var journey = atTrace("", trace)
        command("colour service", &journey)
        #expect(
            legend(journey, columns: 80)
                == "service  a checkout  b inventory  c payments  d recommendation  e notification"
        )
        #expect(
            legend(journey, columns: 60)
                == "service  a checkout  b invento~  c payments  d recomme~  +1"
        )
        #expect(legend(journey, columns: 40) == "service  a checkout  b inventory  +3")
        for columns in 0..<90 {
            #expect((legend(journey, columns: columns) ?? "").count <= columns)
        }
    }

    // MARK: Columns

    /// What a column of the tree shows in a row.
    private func cell(_ row: Int, _ journey: Journey) -> String {
        guard let trace = journey.trace, let prepared = trace.prepared, let rows = trace.rows else {
            return ""
        }
        let view = ListView(
            .screen(columns: 80),
            lettering: Lettering(glyphs: .ascii, longest: 80),
            zone: .utc,
            now: .zero
        )
        let columns = trace.treeTable.columns(in: SpanList(view, prepared), rows)
        return columns.map { $0.cell(Int(rows.nodes[row]), 20).text.string }.joined(separator: "|")
    }

    @Test(arguments: [8, 80, 1200]) func `a row of equal siblings has what all of them have`(
        _ count: Int
    ) {
        let trace = Trace.make {
            $0.span("root", 0..<900, service: "web")
            for index in 0..<count {
                $0.span(
                    "get",
                    Double(index * 10)..<Double(index * 10 + 5),
                    id: "g\(index)",
                    parent: "root",
                    service: "db",
                    attributes: ["n": .int(Int64(index)), "zone": "z"],
                    resource: ["pod": "p", "host": .int(Int64(index % 2))]
                )
            }
        }
        var journey = atTrace("", trace)
        command("columns tag.n,tag.zone,tag.pod,tag.host,tag.none,kind", &journey)
        #expect(cell(1, journey) == "~|z|p|~||" + (count > 1024 ? "~" : ""))
        journey.press("j l")
        #expect(cell(1, journey) == "0|z|p|0||")
    }

    @Test func `s after a shows a column between names and bars, and once more does not`() {
        var journey = atTrace("j Enter / card Enter a s")
        #expect(journey.state.settings.columns[.tree] == ["tag.card"])
        #expect(journey.trace?.treeTable.columns == [.attribute("card")])
        #expect(journey.trace?.tablePlaces.count == 1)
        #expect(kept(journey).last?.columns[.tree] == ["tag.card"])
        journey.press("Enter / card Enter a s")
        #expect(journey.state.settings.columns[.tree] == nil)
        #expect(journey.trace?.tablePlaces.isEmpty == true)
    }

    @Test func `in the table it is a column of the table`() {
        var journey = atTrace("4 j Enter / card Enter a s")
        #expect(journey.trace?.view == .spans)
        #expect(journey.state.settings.columns[.spans]?.last == "tag.card")
        journey.press("Enter / card Enter a s")
        #expect(journey.state.settings.columns[.spans] == nil)
    }

    @Test func `columns of the tree are chosen by their names`() {
        var journey = atTrace()
        command("columns", &journey)
        #expect(journey.notice.hasPrefix("Columns: none; there are also trace, id, parent, kind,"))
        command("columns kind,tag.card self", &journey)
        #expect(journey.trace?.treeTable.columns == [.kind, .attribute("card"), .own])
        command("columns tree", &journey)
        #expect(journey.notice.hasPrefix("There is no column “tree”"))
        command("columns usual", &journey)
        #expect(journey.trace?.treeTable.columns == [])
    }

    @Test(arguments: [8, 20, 40, 60, 80, 120, 200])
    func `bars keep room beside columns`(_ columns: Int) {
        var journey = atTrace()
        command("columns kind,tag.card,self,tag.http.route,id", &journey)
        journey.resize(rows: 30, columns: columns)
        guard let trace = journey.trace else { return }
        let room = columns - trace.treeColumns - 1
        #expect(trace.barColumns >= min(12, max(1, room)) || room < 14)
        #expect(trace.tablePlaces.allSatisfy { $0.end <= room })
    }

    @Test func `columns stand in the text of the pager`() {
        var journey = atTrace()
        command("columns tag.card", &journey)
        command("colour card", &journey)
        journey.press("|")
        let pages = journey.effects.compactMap {
            if case .pager(let text) = $0 { text } else { nil }
        }
        #expect(pages.last?.contains("TAG.CARD") == false)
        #expect(pages.last?.contains("CARD") == true)
        #expect(pages.last?.contains("a visa 2  b other 1") == true)
        #expect(pages.last?.contains("b pay b") == true)
    }
}
