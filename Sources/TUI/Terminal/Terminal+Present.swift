import CNcurses

extension Terminal {
    /// Shows `canvas`: only what differs from the last frame is sent, in one go.
    ///
    /// - Returns: The cost of doing so.
    /// - Complexity: O(cells) of comparing, O(changed cells) of drawing.
    @discardableResult
    package func present(_ canvas: Canvas) -> FrameCost {
        guard !isGone, shown != canvas else { return .none }
        let before = written.count
        let changed = draw(canvas)
        place(canvas.cursor)
        let old = shown
        shown = canvas
        let time = ContinuousClock().measure {
            wnoutrefresh(spoor_standard_screen())
            if options.synchronized { write("\u{1B}[?2026h") }
            doupdate()
            if hasLinks { drawLinks(of: canvas, after: old) }
            if options.synchronized { write("\u{1B}[?2026l") }
        }
        let bytes = written.count.flatMap { after in before.map { after - $0 } }
        let cost = FrameCost(bytes: bytes ?? changed * Self.bytesOfCell, time: time)
        if pace.sent(cost, at: .now) { write(FramePace.question) }
        return cost
    }

    private func drawLinks(of canvas: Canvas, after old: Canvas?) {
        let row = Int(spoor_cursor_row())
        let column = Int(spoor_cursor_column())
        let sequence = LinkSequence(theme: theme, isUTF8: localeIsUTF8).bytes(
            of: canvas,
            after: old,
            size: size,
            cursor: CanvasPoint(row: row, column: column)
        )
        if !sequence.isEmpty { write(sequence) }
    }

    /// Bytes taken for each changed cell, colours and cursor moves included, where they cannot be counted.
    private static let bytesOfCell = 3

    /// Paints the whole screen at the next frame, for when someone else wrote on it.
    package func repaint() {
        clearok(spoor_current_screen(), true)
        shown = nil
    }

    /// Gives every style its attributes and its colour pair, one pair for each two colours in use.
    func useLooks(of theme: Theme) {
        var pairs: [SIMD2<Int>: Int32] = [:]
        looks = (0..<Style.codeCount).map { code in
            let look = theme.look(for: Style(code: UInt16(code)))
            var attributes = 0
            if look.bold { attributes |= spoor_attribute_bold }
            if look.dim { attributes |= spoor_attribute_dim }
            if look.underline { attributes |= spoor_attribute_underline }
            if look.reverse { attributes |= spoor_attribute_reverse }
            // What is no link any more is then written again, without it; lines that scroll take it along.
            if hasLinks, Style.isLink(UInt16(code)) { attributes |= spoor_attribute_link }
            var pair: Int32 = 0
            let colors = SIMD2(look.foreground, look.background)
            if colors != SIMD2(-1, -1) {
                pair = pairs[colors] ?? Int32(pairs.count + 1)
                if pairs[colors] == nil {
                    init_extended_pair(pair, Int32(look.foreground), Int32(look.background))
                    pairs[colors] = pair
                }
            }
            let showsOnBlank = look.underline || look.reverse || look.background >= 0
            return spoor_look(
                attributes: UInt32(truncatingIfNeeded: attributes),
                pair: pair,
                shows_on_blank: showsOnBlank ? 1 : 0
            )
        }
    }

    /// - Returns: How many cells differ, roughly.
    private func draw(_ canvas: Canvas) -> Int {
        var count = 0
        let columns = canvas.gridSize.columns
        let old = shown.flatMap { $0.gridSize == canvas.gridSize ? $0 : nil }
        if old == nil { werase(spoor_standard_screen()) }
        for row in 0..<min(canvas.gridSize.rows, size.rows) {
            let changed = canvas.changes(from: old, row: row, width: min(columns, size.columns))
            guard !changed.isEmpty else { continue }
            count += changed.count
            let start = row * columns
            canvas.cells.withUnsafeBytes { cells in
                canvas.styles.withUnsafeBufferPointer { styles in
                    guard let styles = styles.baseAddress else { return }
                    spoor_put_cells(
                        Int32(row),
                        Int32(changed.lowerBound),
                        Int32(changed.upperBound),
                        Int32(columns),
                        cells.bindMemory(to: UInt64.self).baseAddress?.advanced(by: start),
                        styles + start,
                        looks,
                        localeIsUTF8 ? 1 : 0
                    )
                }
            }
        }
        return count
    }

    private func place(_ cursor: CanvasPoint?) {
        if (cursor != nil) != isCursorVisible {
            isCursorVisible = cursor != nil
            curs_set(isCursorVisible ? 1 : 0)
        }
        guard let cursor else { return }
        wmove(
            spoor_standard_screen(),
            Int32(min(cursor.row, size.rows - 1)),
            Int32(min(cursor.column, size.columns - 1))
        )
    }
}

extension Canvas {
    /// The columns of a row that differ, in whole characters; all where there was nothing before.
    func changes(from old: Canvas?, row: Int, width: Int) -> Range<Int> {
        guard let old else { return 0..<width }
        let start = row * gridSize.columns
        func isSame(_ column: Int) -> Bool {
            let index = start + column
            return cells[index] == old.cells[index] && styles[index] == old.styles[index]
        }
        var first = 0
        while first < width, isSame(first) { first += 1 }
        guard first < width else { return 0..<0 }
        var end = width
        while isSame(end - 1) { end -= 1 }
        if cells[start + first] == .rightHalf { first -= 1 }
        if end < width, cells[start + end] == .rightHalf { end += 1 }
        return first..<end
    }
}
