import TraceAnalysis
import Explorer
import PlainText
import TerminalText
import TraceModel

/// The tree of spans and their bars, with minimap and ruler above.
struct TimelinePane {
    let pen: Pen
    let state: ExplorerState

    /// By the monotonic clock, nanoseconds.
    private var now: Nanoseconds { state.time.monotonic }

    func paint(_ screen: TraceState, _ prepared: PreparedTrace, on canvas: inout Canvas) {
        var row = 0
        if screen.minimapRows > 0 {
            paintMinimap(screen, row: row, on: &canvas)
            row += screen.minimapRows
        }
        if screen.concurrencyRows > 0 {
            ConcurrencyPane(pen: pen).paint(screen, row: row, on: &canvas)
            row += screen.concurrencyRows
        }
        paintRuler(screen, prepared, row: row, on: &canvas)
        let places = screen.tablePlaces
        let table = painter(screen, prepared, at: places)
        if screen.rulerRows > 0 {
            paintTable(places, screen, row: row, on: &canvas) { table.paintTitles(on: &$0) }
        }
        row += screen.rulerRows
        guard let rows = screen.rows else { return }
        if rows.count == 0 {
            canvas.region(rows: row..<canvas.size.rows, columns: 0..<canvas.size.columns) {
                $0.putNotice("no span passes the filters; Esc undoes the last one", pen: pen)
            }
            canvas.cursor = CanvasPoint(row: row, column: 0)
            return
        }
        for index in screen.cursor.visible(count: rows.count, height: screen.mainRows) {
            let node = Int(rows.nodes[index])
            let isSelected = index == screen.cursor.selected
            if isSelected {
                canvas.markSelected(row: row, pen: pen, hasFocus: screen.focus == .main)
            }
            let isHit =
                screen.find.map { $0.isHit.indices.contains(node) && $0.isHit[node] } ?? false
            let start = screen.barStart
            var blank = 0
            canvas.region(rows: row..<row + 1, columns: start..<canvas.size.columns) {
                blank = paintBar(node, screen, prepared, on: &$0)
            }
            paintLabel(
                node,
                screen,
                prepared,
                row: row,
                width: screen.treeColumns + (places.isEmpty ? max(0, blank) : 0),
                isHit: isHit,
                on: &canvas
            )
            paintTable(places, screen, row: row, on: &canvas) {
                table.paint(node, line: 0, on: &$0)
            }
            row += 1
        }
    }

    /// Paints the columns between names and bars.
    private func painter(
        _ screen: TraceState,
        _ prepared: PreparedTrace,
        at places: [ColumnLayout.Place]
    ) -> ColumnPainter<Int> {
        var list = SpanList(
            state.context.listView(pen.lettering, columns: screen.size.columns),
            prepared,
            find: screen.find
        )
        list.colors = screen.colors
        return ColumnPainter(
            screen.treeTable.columns(in: list, screen.rows),
            at: places,
            pen: pen
        )
    }

    /// Lets `work` paint a row of the columns between names and bars.
    private func paintTable(
        _ places: [ColumnLayout.Place],
        _ screen: TraceState,
        row: Int,
        on canvas: inout Canvas,
        _ work: (inout Canvas) -> Void
    ) {
        guard !places.isEmpty else { return }
        canvas.region(
            rows: row..<row + 1,
            columns: screen.treeColumns + 1..<screen.barStart - 1,
            work
        )
    }

    private func paintMinimap(_ screen: TraceState, row: Int, on canvas: inout Canvas) {
        guard let minimap = screen.minimap else { return }
        let zoomed = screen.zoom.map { minimap.columns(of: $0) }
        for column in 0..<min(minimap.columns, canvas.size.columns) {
            let isZoomed = zoomed?.contains(column) ?? true
            let bits = minimap.bits(ofColumn: column)
            let role: Role =
                minimap.hasError(inColumn: column)
                ? .error : zoomed != nil && isZoomed ? .accent : .bar
            canvas.put(
                pen.braille(bits),
                row: row,
                column: column,
                style: Style(role, dim: !isZoomed)
            )
        }
    }

    private func paintRuler(
        _ screen: TraceState,
        _ prepared: PreparedTrace,
        row: Int,
        on canvas: inout Canvas
    ) {
        canvas.put("SPAN", row: row, column: 2, style: Style(.headerLine, bold: true))
        let ruler = Ruler(
            window: screen.window,
            origin: prepared.overview.start,
            columns: screen.barColumns
        )
        for mark in ruler.marks {
            canvas.put(
                pen.words(mark.text),
                row: row,
                column: screen.barStart + mark.column,
                style: Style(.headerLine)
            )
        }
    }

    private func paintLabel(
        _ node: Int,
        _ screen: TraceState,
        _ prepared: PreparedTrace,
        row: Int,
        width: Int,
        isHit: Bool,
        on canvas: inout Canvas
    ) {
        let label = TreeLabel(
            node,
            of: prepared,
            in: screen.rows,
            levels: max(1, screen.treeColumns / 3)
        )
        if let growth = screen.growth, growth.marks(node, now: now) {
            canvas.put("+", row: row, column: 1, style: Style(.accent, bold: true))
        } else if let mark = mark(node, prepared) {
            canvas.put(mark, row: row, column: 1, style: Style(.warning, bold: true))
        }
        var column = 2
        let rule = Style(.rule)
        if label.cutLevels > 0 {
            column = canvas.put(
                pen.glyphs.ellipsis,
                row: row,
                column: column,
                style: Style(.muted)
            )
        }
        for runsOn in label.guides {
            column = canvas.put(
                runsOn ? pen.sign("│", "|") : " ",
                row: row,
                column: column,
                style: rule
            )
        }
        if label.isChild {
            column = canvas.put(
                label.isLastChild ? pen.sign("└", "`") : pen.sign("├", "|"),
                row: row,
                column: column,
                style: rule
            )
        }
        let (sign, signStyle) = sign(label)
        column = canvas.put(sign, row: row, column: column, style: signStyle)
        column += 1
        let right = width
        func putSafe(_ text: SafeText, _ style: Style) {
            column = canvas.put(text, row: row, column: column, style: style) + 1
        }
        func put(_ text: String, _ style: Style) {
            guard column < right else { return }
            putSafe(pen.text(text, columns: right - column), style)
        }
        let name = Style(
            isHit ? .match : label.sign == .error ? .error : .text,
            bold: isHit
        )
        if let missing = label.missing {
            put("missing span \(missing.hex)", Style(.warning))
        } else {
            if let count = label.repeats {
                let times = pen.words(
                    "×\(CountText.grouped(count))",
                    columns: max(0, right - column)
                )
                putSafe(times, Style(.text, bold: true))
            }
            if let mark = screen.colorMark(node) {
                let role = Role(mark.meaning)
                put(mark.sign(pen.lettering).string, Style(role, bold: true))
                put(label.service, Style(role))
            } else {
                put(label.service, Style(.service(named: label.service)))
            }
            put(label.name, name)
        }
        if label.hidden > 0 {
            put("+\(CountText.grouped(label.hidden))", Style(.muted))
        }
    }

    /// What is remarkable about a span: a smell, else that its times were moved.
    private func mark(_ node: Int, _ prepared: PreparedTrace) -> SafeText? {
        if prepared.smells.marks(node) { return "!" }
        return prepared.skew[node]?.isCorrected == true ? pen.sign("≈", "~") : nil
    }

    private func sign(_ label: TreeLabel) -> (SafeText, Style) {
        switch label.sign {
        case .leaf:
            label.isChild ? (pen.sign("─", "-"), Style(.rule)) : (" ", Style(.rule))
        // The roles of its neighbours: each change of colour costs bytes on the line.
        case .open: (pen.sign("▾", "v"), Style(.rule))
        case .folded: (pen.sign("▸", ">"), Style(.rule))
        case .error: (pen.failure, Style(.error, bold: true))
        case .errorBelow: (pen.failureBelow, Style(.error))
        }
    }

    /// Paints bar and label.
    ///
    /// - Returns: How many columns are blank before them.
    private func paintBar(
        _ node: Int,
        _ screen: TraceState,
        _ prepared: PreparedTrace,
        on canvas: inout Canvas
    ) -> Int {
        let columns = canvas.size.columns
        guard columns > 0 else { return 0 }
        let isFolded = screen.rows?.isFolded(node) ?? false
        let bar = BarLayout(
            node,
            of: prepared,
            window: screen.window,
            columns: columns,
            isFolded: isFolded,
            repeats: screen.rows?.repeatCount(node)
        )
        let service: Role =
            if let mark = screen.colorMark(node) {
                Role(mark.meaning)
            } else if node < prepared.tree.spanCount {
                .service(named: prepared.trace[node].serviceName)
            } else {
                .bar
            }
        for column in 0..<columns {
            let (left, right) = (bar.halves[column * 2], bar.halves[column * 2 + 1])
            guard left != .none || right != .none else { continue }
            canvas.put(
                BarGlyphs.glyph(left, right, pen.glyphs),
                row: 0,
                column: column,
                style: BarGlyphs.style(max(left, right), service: service)
            )
        }
        if let gap = bar.gapLabel {
            canvas.put(
                " " + pen.words(gap.text) + " ",
                row: 0,
                column: gap.column - 1,
                style: Style(.gap)
            )
        }
        let label: SafeText =
            switch bar.beyond {
            case .before: pen.words("◂ " + bar.label)
            case .after: pen.words(bar.label + " ▸")
            case nil: pen.words(bar.label)
            }
        canvas.put(
            bar.isLabelOverBar && bar.labelColumn > 1 ? " " + label : label,
            row: 0,
            column: bar.isLabelOverBar ? max(0, bar.labelColumn - 1) : bar.labelColumn,
            style: Style(service)
        )
        for column in bar.events where column != bar.errorColumn {
            // As its bar is: changes of colour cost the terminal more bytes than the sign.
            let weight = max(bar.halves[column * 2], bar.halves[column * 2 + 1])
            let style = BarGlyphs.style(weight, service: service)
            canvas.put(pen.sign("╵", "'"), row: 0, column: column, style: style)
        }
        if let column = bar.errorColumn {
            canvas.put(pen.failure, row: 0, column: column, style: Style(.error, bold: true))
        }
        let first = bar.halves.firstIndex { $0 != .none }.map { $0 / 2 } ?? columns
        return bar.label.isEmpty
            ? 0 : min(first, max(0, bar.labelColumn - 1), bar.events.min() ?? columns)
    }
}
