import Explorer
import TUI
import TerminalText
import TestSupport
import Testing
import TraceModel

@Suite struct HelpScreenTests {
    @Test(arguments: [30, 40, 80, 120, 200], GlyphSet.allCases)
    func `every word of the help can be read`(_ columns: Int, _ glyphs: GlyphSet) {
        var journey = Journey(rows: 24, columns: columns)
        journey.press("?")
        let painter = ScreenPainter(glyphs: glyphs)
        var shown = painter.paint(journey.state).textPlane
        for _ in 0..<40 {
            journey.press("PgDn")
            shown += painter.paint(journey.state).textPlane
        }
        let words = Set(shown.split { $0 == " " || $0 == "\n" }.map(String.init))
        for entry in ActionTable.entries where entry.applies(to: .services) {
            for word in entry.help.split(separator: " ") where word.utf8.allSatisfy({ $0 < 0x80 }) {
                #expect(
                    words.contains(String(word)) || word.count > columns - 20,
                    "\(word) of “\(entry.help)” at \(columns)"
                )
            }
        }
        #expect(!shown.split(separator: "\n").contains { $0.hasPrefix("  ") && $0.hasSuffix("…") })
    }

    @Test func `Enter runs the row that a further line belongs to`() {
        var journey = Journey(rows: 24, columns: 40)
        journey.press("? / copy, Enter j Enter")
        #expect(journey.state.menu == .copy)
    }
}
