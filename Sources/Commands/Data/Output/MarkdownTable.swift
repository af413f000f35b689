import Explorer
import TerminalText

/// The cells of rows as a table of Markdown (GitHub's), a line each.
struct MarkdownTable<Row> {
    private let columns: [Column<Row>]

    init(_ columns: [Column<Row>]) {
        self.columns = columns
    }

    /// Headings, and the line that says how cells are aligned.
    var heading: String {
        line(columns.map(\.title)) + "\n"
            + "|" + columns.map { $0.alignment == .right ? "---:|" : "---|" }.joined()
    }

    func line(_ row: Row) -> String {
        line(
            columns.map {
                $0.cell(row, $0.shape.width.isFlexible ? .max : $0.shape.width.ideal).text
            }
        )
    }

    private func line(_ cells: [SafeText]) -> String {
        "|" + cells.map { " " + Self.escaped($0.string) + " |" }.joined()
    }

    private static var special: String.UnicodeScalarView { "\\`*_[]<>|&~".unicodeScalars }

    /// Escapes what Markdown would take for markup.
    private static func escaped(_ text: String) -> String {
        var escaped = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            if special.contains(scalar) { escaped.append("\\") }
            escaped.append(scalar)
        }
        return String(escaped)
    }
}
