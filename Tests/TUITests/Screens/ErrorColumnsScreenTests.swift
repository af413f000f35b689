import Explorer
import TUI
import TerminalText
import TestSupport
import Testing
import TraceModel

/// What the rows of the errors tell, however little room there is.
@Suite struct ErrorColumnsScreenTests {
    private func lines(columns: Int, rows: Int = 24) -> [String] {
        var journey = Journey(rows: rows, columns: columns, source: .failing)
        journey.press(":errors Enter")
        return ScreenPainter(glyphs: .unicode).paint(journey.state).textPlane
            .split(separator: "\n").map(String.init)
    }

    @Test(arguments: [60, 80, 100, 120, 200])
    func `every column has a heading, and cells begin under it`(_ columns: Int) throws {
        let lines = lines(columns: columns)
        let heading = try #require(lines.firstIndex { $0.contains("BEGAN AT") })
        let rows = lines[(heading + 1)...].prefix { $0.contains("✗") }
        #expect(rows.count == 4)
        for word in ["BEGAN AT", "WHAT"] {
            let column = try #require(Self.column(of: word, in: lines[heading]))
            for row in rows {
                let cells = Array(row)
                #expect(cells[column] != " " && cells[column - 1] == " ", "\(word): \(row)")
                // Nothing of the column before runs into it.
                #expect(cells[column - 2] == " ", "\(word): \(row)")
            }
        }
    }

    @Test(arguments: [80, 120, 200])
    func `what became of failures is said in words`(_ columns: Int) {
        let text = lines(columns: columns).joined(separator: "\n")
        for words in ["6 retried", "6 swallowed", "6 late", "24 echoes"] {
            #expect(text.contains(words), "\(words) at \(columns)")
        }
    }

    @Test func `at 120 columns the place is whole`() {
        let text = lines(columns: 120).joined(separator: "\n")
        #expect(text.contains("payment POST /v2/charges  HTTP 504"))
    }

    private static func column(of word: String, in line: String) -> Int? {
        let parts = line.split(separator: word, omittingEmptySubsequences: false)
        return parts.count == 2 ? parts[0].count : nil
    }
}
