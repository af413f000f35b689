import TerminalText

extension Canvas {
    /// Marks the row in focus: a sign in the gutter and the terminal's own cursor, never a reversed row.
    mutating func markSelected(row: Int, pen: Pen, hasFocus: Bool = true) {
        put(pen.gutter, row: row, style: Style(.selectionGutter, bold: hasFocus, dim: !hasFocus))
        if hasFocus { cursor = CanvasPoint(row: row, column: 0) }
    }
}
