import TerminalText

extension Canvas {
    /// A few sentences, for panes that have nothing else to show; lines break between words.
    mutating func putNotice(_ text: String, pen: Pen, style: Style = Style(.muted)) {
        guard !text.isEmpty, size.columns > 4 else { return }
        let first = min(1, size.rows - 1)
        let lines = pen.paragraph(text, columns: size.columns - 4)
        for (index, line) in lines.prefix(max(1, size.rows - first)).enumerated() {
            put(line, row: first + index, column: 2, style: style)
        }
    }

    /// In the place of a list without rows: why there are none.
    mutating func putEmpty(_ text: String, isFailure: Bool, pen: Pen) {
        putNotice(text, pen: pen, style: Style(isFailure ? .error : .muted))
        cursor = CanvasPoint(row: 0, column: 0)
    }
}

extension Pen {
    /// Words of ours and of others in lines of at most `columns`, broken between words where possible.
    func paragraph(_ text: String, columns: Int) -> [SafeText] {
        var lines: [SafeText] = []
        var line = SafeText()
        for word in text.prefix(4096).split(separator: " ") {
            var rest = words(String(word), columns: 4096)
            if !line.isEmpty && line.width + 1 + rest.width <= columns {
                line += " " + rest
                continue
            }
            if !line.isEmpty { lines.append(line) }
            while rest.width > columns {
                let head = rest.prefix(columns: columns, glyphs: glyphs)
                lines.append(head)
                rest = rest.dropFirst(columns: max(1, head.width - 1))
            }
            line = rest
        }
        if !line.isEmpty { lines.append(line) }
        return lines
    }
}
