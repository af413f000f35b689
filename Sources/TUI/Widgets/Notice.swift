import PlainText
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

    /// Why there is nothing to see: what happened, and in further lines what can be done.
    ///
    /// Where there is little room, blank lines and the line that announces the others are left out.
    mutating func putFailure(_ text: String, pen: Pen) {
        let parts = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        let width = size.columns - 4
        guard width > 0, let what = parts.first, !what.isEmpty else { return }
        let sentence = pen.paragraph(Sentence.ended(what), columns: width)
        var rest = parts.dropFirst().flatMap { pen.choice($0, columns: width + 2) }
        var row = min(1, size.rows - 1)
        if row + sentence.count + rest.count > size.rows {
            row = 0
            rest = rest.filter { $0.string.hasPrefix(" ") }
        }
        for line in sentence {
            put(line, row: row, column: 2, style: Style(.error))
            row += 1
        }
        for line in rest {
            put(line, row: row, column: 2)
            row += 1
        }
    }

    /// In the place of a list without rows: why there are none.
    mutating func putEmpty(_ text: String, isFailure: Bool, pen: Pen) {
        if isFailure {
            putFailure(text, pen: pen)
        } else {
            putNotice(text, pen: pen)
        }
        cursor = CanvasPoint(row: 0, column: 0)
    }
}

extension Pen {
    /// A line of what can be done: as it is where it fits, else with the blanks of its table closed up, and wrapped.
    fileprivate func choice(_ line: String, columns: Int) -> [SafeText] {
        let whole = words(line)
        guard whole.width > columns else { return [whole] }
        let isIndented = line.hasPrefix(" ")
        let parts = line.split(separator: "  ").map { $0.drop { $0 == " " } }
        let closed = parts.joined(separator: "  ")
        let room = columns - (isIndented ? 2 : 0)
        let lines = words(closed).width <= room ? [words(closed)] : paragraph(closed, columns: room)
        return isIndented ? lines.map { "  " + $0 } : lines
    }

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
