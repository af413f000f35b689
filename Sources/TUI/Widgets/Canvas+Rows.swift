import TerminalText

extension Canvas {
    /// Marks the row in focus: a sign in the gutter and the terminal's own cursor, never a reversed row.
    mutating func markSelected(row: Int, pen: Pen, hasFocus: Bool = true) {
        put(pen.gutter, row: row, style: Style(.selectionGutter, bold: hasFocus, dim: !hasFocus))
        if hasFocus { cursor = CanvasPoint(row: row, column: 0) }
    }

    /// A few lines of words in the middle, for panes that have nothing else to show.
    mutating func putNotice(_ text: String, pen: Pen, style: Style = Style(.muted)) {
        guard !text.isEmpty, size.columns > 4 else { return }
        var wrapped = WrappedText(text, columns: size.columns - 4, glyphs: pen.glyphs)
        for (index, line) in wrapped.lines(0..<max(1, size.rows - 1)).enumerated() {
            put(line, row: min(1, size.rows - 1) + index, column: 2, style: style)
        }
    }
}
