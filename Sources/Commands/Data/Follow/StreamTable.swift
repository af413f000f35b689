import TerminalText

/// Rows that come one by one, under columns whose widths are settled beforehand.
///
/// Cells that are wider push the rest of their row to the right; the last column has no width and takes what
/// a terminal has left.
struct StreamTable {
    struct Column {
        var title: SafeText
        var width: Int
        var alignment = SafeText.Alignment.left
        /// Columns that may be left out are, lowest first, where the terminal is too narrow.
        var leftOutAt: Int?
    }

    private static let gap = 2
    /// Columns of a terminal that the last one has at least while there is another to leave out.
    private static let leastLast = 16

    private let columns: [Column]
    private let last: SafeText
    private let shown: [Int]
    private let limit: Int?
    private let glyphs: GlyphSet

    /// - Parameters:
    ///   - columns: All but the last.
    ///   - last: The title of the last column.
    ///   - style: Where it goes.
    init(_ columns: [Column], last: SafeText, _ style: OutputStyle) {
        self.columns = columns
        self.last = last
        limit = style.columns
        glyphs = style.glyphs
        var shown = Array(columns.indices)
        func width() -> Int { shown.reduce(0) { $0 + columns[$1].width + Self.gap } }
        while let limit, limit - width() < Self.leastLast,
            let next = shown.filter({ columns[$0].leftOutAt != nil })
                .min(by: { (columns[$0].leftOutAt ?? 0) < (columns[$1].leftOutAt ?? 0) })
        {
            shown.removeAll { $0 == next }
        }
        self.shown = shown
    }

    func heading() -> String { line(columns.map(\.title) + [last]) }

    /// A row of a cell each column, the last one's included.
    func line(_ cells: [SafeText]) -> String {
        let fitted = shown.map { column in
            cells[column].fitted(
                to: max(columns[column].width, cells[column].width),
                columns[column].alignment,
                glyphs: glyphs
            )
        }
        let line = SafeText.joined(fitted + cells.suffix(1), separator: "  ")
        return (limit.map { line.prefix(columns: $0, glyphs: glyphs) } ?? line).string.trimmingEnd
    }
}
