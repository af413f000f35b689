import CNcurses

/// The links of a frame as bytes for a terminal that has the frame's text already (OSC 8,
/// https://gist.github.com/egmontkob/eb114294efbcd5adb1944c9f3cb5feda).
///
/// ncurses knows no links, so the text of each is written once more over the same cells, with the address around it.
struct LinkSequence {
    let theme: Theme
    /// Whether the locale writes UTF-8.
    let isUTF8: Bool

    /// The links of `canvas` that `old`, which is on the screen, has not in the same cells; empty where there are none.
    ///
    /// Leaves the cursor at `cursor` with plain text.
    ///
    /// - Complexity: O(links × their cells).
    func bytes(of canvas: Canvas, after old: Canvas?, size: CanvasSize, cursor: CanvasPoint)
        -> String
    {
        guard !canvas.links.isEmpty else { return "" }
        let old = old.flatMap { $0.gridSize == canvas.gridSize ? $0 : nil }
        let known = Set(old?.links ?? [])
        var text = ""
        for link in canvas.links where link.row < size.rows {
            if let old, known.contains(link), canvas.shows(link, as: old) { continue }
            for columns in canvas.runs(of: link, isUTF8: isUTF8)
            where columns.upperBound <= size.columns {
                text += "\u{1B}[\(link.row + 1);\(columns.lowerBound + 1)H"
                text += "\u{1B}]8;;\(link.address.text)\u{1B}\\"
                text += styled(canvas, row: link.row, columns)
                text += "\u{1B}]8;;\u{1B}\\"
            }
        }
        guard !text.isEmpty else { return "" }
        return text + "\u{1B}[m\u{1B}[\(cursor.row + 1);\(cursor.column + 1)H"
    }

    private func styled(_ canvas: Canvas, row: Int, _ columns: Range<Int>) -> String {
        var text = ""
        var current: UInt16?
        for column in columns {
            let index = row * canvas.gridSize.columns + column
            if canvas.styles[index] != current {
                current = canvas.styles[index]
                text += theme.look(for: Style(code: canvas.styles[index])).rendition
            }
            for scalar in canvas.cells[index].scalars { text.unicodeScalars.append(scalar) }
        }
        return text
    }
}

extension Look {
    /// The control sequence that selects it, whatever was selected before (ECMA-48, SGR).
    var rendition: String {
        var numbers = ["0"]
        if bold { numbers.append("1") }
        if dim { numbers.append("2") }
        if underline { numbers.append("4") }
        if reverse { numbers.append("7") }
        func append(_ color: Int, _ basic: Int, _ bright: Int, _ any: Int) {
            switch color {
            case ..<0: break
            case 0..<8: numbers.append("\(basic + color)")
            case 8..<16: numbers.append("\(bright + color - 8)")
            default: numbers += ["\(any)", "5", "\(color)"]
            }
        }
        append(foreground, 30, 90, 38)
        append(background, 40, 100, 48)
        return "\u{1B}[" + numbers.joined(separator: ";") + "m"
    }
}

extension Canvas {
    /// Whether the cells of a link look in both canvases alike.
    fileprivate func shows(_ link: CanvasLink, as old: Canvas) -> Bool {
        let start = link.row * gridSize.columns
        return link.columns.allSatisfy {
            cells[start + $0] == old.cells[start + $0]
                && styles[start + $0] == old.styles[start + $0]
        }
    }

    /// The cells of a link that nothing else was drawn over, and that the terminal shows as they are.
    fileprivate func runs(of link: CanvasLink, isUTF8: Bool) -> [Range<Int>] {
        let start = link.row * gridSize.columns
        var runs: [Range<Int>] = []
        var column = link.columns.lowerBound
        while column < link.columns.upperBound {
            let index = start + column
            let isWide =
                column + 1 < link.columns.upperBound && cells[index + 1] == .rightHalf
            let width = isWide ? 2 : 1
            if Style.isLink(styles[index]), cells[index] != .rightHalf,
                spoor_is_drawn(cells[index].bits, Int32(width), isUTF8 ? 1 : 0) != 0
            {
                if let last = runs.last, last.upperBound == column {
                    runs[runs.count - 1] = last.lowerBound..<column + width
                } else {
                    runs.append(column..<column + width)
                }
            }
            column += width
        }
        return runs
    }
}
