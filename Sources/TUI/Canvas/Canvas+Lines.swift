package import TerminalText

extension Canvas {
    /// A line from left to right, `─` or `-`.
    package mutating func horizontalLine(
        row: Int,
        columns: Range<Int>,
        glyphs: GlyphSet,
        style: Style = Style(.rule)
    ) {
        fill(
            rows: row..<(row + 1),
            columns: columns,
            with: glyphs == .ascii ? "-" : "─",
            style: style
        )
    }

    /// A line from left to right with words in it: `── payment Charge ─────`.
    package mutating func titledLine(
        _ title: SafeText,
        row: Int,
        glyphs: GlyphSet,
        titleStyle: Style = Style(.title),
        style: Style = Style(.rule)
    ) {
        horizontalLine(row: row, columns: 0..<size.columns, glyphs: glyphs, style: style)
        let room = size.columns - 6
        guard room > 0, !title.isEmpty else { return }
        let words = " " + title.prefix(columns: room, glyphs: glyphs) + " "
        put(words, row: row, column: 2, style: titleStyle)
    }

    /// Pieces side by side, each in its own style, clipped at the right edge.
    ///
    /// - Returns: The column after the last.
    @discardableResult
    package mutating func put(
        _ pieces: [(text: SafeText, style: Style)],
        row: Int,
        column: Int = 0
    ) -> Int {
        pieces.reduce(column) { put($1.text, row: row, column: $0, style: $1.style) }
    }
}
