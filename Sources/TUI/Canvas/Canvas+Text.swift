extension Canvas {
    /// What can be read: one line per row, blanks at the end left out.
    package var textPlane: String {
        lines { index in cells[index].scalars.map(String.init).joined() }
    }

    /// One line per row of what `text` gives for each cell, blanks at the end left out.
    func lines(_ text: (Int) -> String) -> String {
        var lines = ""
        for row in 0..<gridSize.rows {
            var line = ""
            for column in 0..<gridSize.columns { line += text(row * gridSize.columns + column) }
            while line.last == " " { line.removeLast() }
            lines += line + "\n"
        }
        return lines
    }
}
