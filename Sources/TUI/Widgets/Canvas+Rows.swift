import TerminalText

extension Canvas {
    /// Marks the row in focus: a sign in the gutter and the terminal's own cursor, never a reversed row.
    mutating func markSelected(row: Int, pen: Pen, hasFocus: Bool = true) {
        // In plain text: a colour of its own would cost each step more than the sign itself.
        put(pen.gutter, row: row, style: hasFocus ? .text : Style(.rule))
        if hasFocus { cursor = CanvasPoint(row: row, column: 0) }
    }
}
