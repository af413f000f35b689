import Explorer
import TUI
import TerminalText
import TestSupport
import Testing
import TraceModel

/// The column that a list is sorted by.
@Suite struct SortedHeadingTests {
    private func heading(_ journey: Journey, _ word: String, _ glyphs: GlyphSet = .unicode)
        -> String
    {
        let text = ScreenPainter(glyphs: glyphs).paint(journey.state).textPlane
        return text.split(separator: "\n").first { $0.contains(word) }.map(String.init) ?? text
    }

    @Test(arguments: TerminalSize.allCases, TraceOrder.allCases)
    func `the heading of traces says how they are sorted`(_ size: TerminalSize, _ order: TraceOrder)
    {
        var journey = Journey.atTraces(size)
        for _ in TraceOrder.allCases where journey.traces?.order != order { journey.press("s") }
        let words: [String] =
            switch order {
            case .newest: ["START▼"]
            case .oldest: ["START▲"]
            case .longest: ["▼DURATION"]
            case .shortest: ["▲DURATION"]
            case .mostSpans: ["▼SPANS"]
            case .fewestSpans: ["▲SPANS"]
            case .mostErrors: ["▼ERR"]
            case .fewestErrors: ["▲ERR"]
            case .nameAscending: ["ROOT▲", "SERVICE▲", "OPERATION▲"]
            case .nameDescending: ["ROOT▼", "SERVICE▼", "OPERATION▼"]
            }
        let line = heading(journey, "DURATION")
        #expect(words.contains { line.contains($0) }, "\(line)")
    }

    @Test(arguments: TerminalSize.allCases)
    func `what services are sorted by stays, beside errors and P95`(_ size: TerminalSize) {
        var journey = Journey(size)
        for word in ["SERVICE▲", "▼CALLS/s", "▼ERRORS", "▼P95"] {
            let line = heading(journey, "SERVICE")
            #expect(line.contains(word), "\(line)")
            #expect(line.contains("ERRORS") && line.contains("P95"), "\(line)")
            journey.press("s")
        }
        journey.press("I")
        #expect(heading(journey, "SERVICE").contains("SERVICE▼"))
    }

    @Test func `ASCII has letters for it`() {
        #expect(heading(Journey(.usual), "SERVICE", .ascii).contains("SERVICE^"))
        #expect(heading(.atTraces(.usual), "DURATION", .ascii).contains("STARTv"))
    }

    @Test(arguments: TerminalSize.allCases)
    func `errors, operations and spans say it too`(_ size: TerminalSize) {
        var errors = Journey(size, source: .failing)
        errors.press(":errors Enter")
        #expect(heading(errors, "BEGAN").contains("▼COUNT"))
        errors.press("s")
        #expect(heading(errors, "BEGAN").contains("LAST▼"))
        var operations = Journey(size)
        operations.press("j o")
        #expect(heading(operations, "OPERATION").contains("OPERATION▲"))
        operations.press("s")
        #expect(heading(operations, "OPERATION").contains("KIND▲"))
        var spans = Journey.atTrace(size, "4 s")
        #expect(heading(spans, "DURATION").contains("▼DURATION"))
        spans.press("I")
        #expect(heading(spans, "DURATION").contains("▲DURATION"))
    }
}
