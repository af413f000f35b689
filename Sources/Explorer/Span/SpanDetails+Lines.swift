package import TerminalText

/// The rows as lines of the screen, of which long values take several while they are wrapped.
extension SpanDetails {
    /// The lines drawn, of ``lineCount``.
    package var visible: Range<Int> { cursor.visible(count: lineCount, height: height) }

    /// How many lines the rows take: one each, unless long values are wrapped.
    package var lineCount: Int { wrapped?.lineCount ?? rows.count }

    /// The row that a line belongs to, and which of its lines it is.
    package func place(ofLine line: Int) -> (row: Int, part: Int) {
        wrapped?.place(ofLine: line) ?? (line, 0)
    }

    /// A line of a row that takes several; nil for other rows.
    package func text(ofLine line: Int) -> SafeText? {
        wrapped.flatMap {
            let place = $0.place(ofLine: line)
            return $0.text(ofRow: place.row, part: place.part)
        }
    }

    /// The width of the column of keys.
    package var keyWidth: Int {
        let shown: ArraySlice<SpanRow>
        if wrapped == nil {
            shown = rows[visible.clamped(to: rows.indices)]
        } else {
            // Lines stay as they are when others come into sight.
            shown = rows[...]
        }
        return SpanRow.keyWidth(of: shown, columns: columns)
    }

    /// The number of the selected row.
    package var selectedRow: Int { place(ofLine: cursor.selected).row }

    package var selected: SpanRow? {
        rows.indices.contains(selectedRow) ? rows[selectedRow] : nil
    }

    /// Whether a value in sight is cut, or any is wrapped.
    var hasLongValues: Bool {
        if let wrapped { return wrapped.lineCount > rows.count }
        let width = keyWidth
        return visible.clamped(to: rows.indices).contains { line in
            rows[line].text.map {
                let room = columns - rows[line].textColumn(keyWidth: width)
                return $0.value.utf8.count > room || $0.value.utf8.contains(0x0A)
            } ?? false
        }
    }

    /// Wraps long values of all spans from now on, or cuts them.
    mutating func toggleWrap(_ context: inout ScreenContext) {
        let count = lineCount
        context.wrapsValues.toggle()
        update(&context)
        guard lineCount == count else { return }
        let state = context.wrapsValues ? "wrapped" : "cut"
        context.say("Long values are \(state) from now on; there are none here.")
    }

    /// Wraps long values, or cuts them.
    mutating func wrap(_ wraps: Bool, glyphs: GlyphSet) {
        guard wraps != (wrapped != nil) else { return }
        let place = place(ofLine: cursor.selected)
        self.glyphs = glyphs
        wrapRows(wraps)
        select((place.row, 0))
    }

    mutating func wrapRows(_ wraps: Bool) {
        guard wraps else {
            wrapped = nil
            return
        }
        let width = SpanRow.keyWidth(of: rows, columns: columns)
        wrapped = WrappedRows(rows, keyWidth: width, columns: columns, glyphs: glyphs)
    }

    /// Selects a line of a row, or the last one it has.
    mutating func select(_ place: (row: Int, part: Int)) {
        guard let wrapped else {
            return cursor.select(place.row, count: rows.count, height: height)
        }
        let first = wrapped.line(ofRow: place.row)
        let line = min(first + place.part, wrapped.line(ofRow: place.row + 1) - 1)
        cursor.select(line, count: lineCount, height: height)
    }
}
