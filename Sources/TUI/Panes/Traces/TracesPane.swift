import Explorer
import PlainText
import TerminalText
import TraceModel

/// The traces that a query found: query line, strip, table.
struct TracesPane {
    let pen: Pen
    let state: ExplorerState

    func paint(_ screen: TracesState, on canvas: inout Canvas) {
        let columns = canvas.size.columns
        let label = canvas.put("query  ", row: 0, style: Style(.label))
        canvas.put(pen.text(screen.queryText, columns: columns - label), row: 0, column: label)
        let strip = screen.stripRows
        if strip > 0 {
            canvas.region(rows: 1..<1 + strip, columns: 0..<columns) {
                StripPane(pen: pen).paint(screen, zone: state.zone, on: &$0)
            }
        }
        canvas.region(rows: 1 + strip..<canvas.size.rows, columns: 0..<columns) {
            paintTable(screen, on: &$0)
        }
    }

    private func paintTable(_ screen: TracesState, on canvas: inout Canvas) {
        guard canvas.size.rows > 0 else { return }
        guard !screen.shown.isEmpty else {
            canvas.putNotice(
                screen.emptyText,
                pen: pen,
                style: Style(screen.answer.failure == nil ? .muted : .error)
            )
            canvas.cursor = CanvasPoint(row: 0, column: 0)
            return
        }
        let layout = Layout(screen, columns: canvas.size.columns, now: state.now, zone: state.zone)
        paintHeader(layout, on: &canvas)
        let longest = max(1, screen.summaries.map(\.duration).max() ?? 1)
        for (line, index) in screen.visible.enumerated() {
            let summary = screen.summaries[screen.shown[index]]
            let isSelected = index == screen.cursor.selected
            if isSelected {
                canvas.markSelected(row: line + 1, pen: pen, hasFocus: screen.focus == .table)
            }
            if screen.marks.contains(summary.id) {
                canvas.put(pen.mark, row: line + 1, column: 1, style: Style(.text, bold: true))
            }
            paint(
                summary,
                row: line + 1,
                longest: longest,
                scroll: screen.scroll,
                layout,
                on: &canvas
            )
        }
    }

    /// Where the columns stand; those that do not fit are left out from the right.
    private struct Layout {
        let dated: Bool
        let isNarrow: Bool
        let timeWidth: Int
        let nameStart: Int
        let nameWidth: Int
        let barWidth: Int
        let durationStart: Int
        let spansStart: Int?
        let errorsStart: Int?
        let servicesStart: Int?
        let now: Timestamp
        let zone: Zone

        init(_ screen: TracesState, columns: Int, now: Timestamp, zone: Zone) {
            self.now = now
            self.zone = zone
            let today = TimeText.date(now, in: zone)
            dated = screen.summaries.contains { TimeText.date($0.start, in: zone) != today }
            isNarrow = columns < 60
            timeWidth = isNarrow ? (dated ? 11 : 8) : dated ? 23 : 12
            nameStart = 2 + timeWidth + 2
            barWidth = columns >= 76 ? max(12, min(60, (columns - 44) / 3)) : 0
            // From the right: services, errors, spans; where little fits, errors say most.
            let end = columns
            servicesStart = columns >= 60 ? end - 5 : nil
            errorsStart = columns >= 60 ? end - 10 : end - 5
            spansStart = columns >= 60 ? end - 18 : columns >= 48 ? end - 13 : nil
            durationStart = max(nameStart + 6, (spansStart ?? errorsStart ?? end) - 8)
            nameWidth = max(6, durationStart - (barWidth > 0 ? barWidth + 2 : 1) - nameStart)
        }
    }

    private func paintHeader(_ layout: Layout, on canvas: inout Canvas) {
        let style = Style(.headerLine, bold: true)
        canvas.put("START", row: 0, column: 2, style: style)
        canvas.put("ROOT", row: 0, column: layout.nameStart, style: style)
        canvas.put(
            pen.cell("DURATION", 8, .right),
            row: 0,
            column: layout.durationStart,
            style: style
        )
        if let start = layout.spansStart {
            canvas.put("   SPANS", row: 0, column: start, style: style)
        }
        if let start = layout.errorsStart {
            canvas.put("  ERR", row: 0, column: start, style: style)
        }
        if let start = layout.servicesStart {
            canvas.put("  SVC", row: 0, column: start, style: style)
        }
    }

    private func paint(
        _ summary: TraceSummary,
        row: Int,
        longest: Nanoseconds,
        scroll: Int,
        _ layout: Layout,
        on canvas: inout Canvas
    ) {
        let clock = TimeText.clock(summary.start, in: layout.zone)
        let time =
            switch (layout.isNarrow, layout.dated) {
            case (true, true):
                String(TimeText.date(summary.start, in: layout.zone).suffix(5)) + " "
                    + String(clock.prefix(5))
            case (true, false): String(clock.prefix(8))
            case (false, true): TimeText.date(summary.start, in: layout.zone) + " " + clock
            case (false, false): clock
            }
        canvas.put(pen.text(time), row: row, column: 2, style: Style(.number))
        paintName(summary, row: row, scroll: scroll, layout, on: &canvas)
        if layout.barWidth > 0 {
            paintBar(summary, row: row, longest: longest, layout, on: &canvas)
        }
        canvas.put(
            pen.words(DurationText.short(summary.duration)).fitted(
                to: 8,
                .right,
                glyphs: pen.glyphs
            ),
            row: row,
            column: layout.durationStart,
            style: Style(.number)
        )
        if let start = layout.spansStart {
            let count = summary.orphanCount.map { $0 > 0 } ?? false
            let text = CountText.grouped(summary.spanCount) + (count ? "?" : "")
            canvas.put(
                pen.cell(text, 8, .right),
                row: row,
                column: start,
                style: Style(count ? .warning : .number)
            )
        }
        if let start = layout.errorsStart {
            let text =
                summary.errorCount == 0
                ? pen.none : pen.failure + SafeText(summary.errorCount)
            canvas.put(
                text.fitted(to: 5, .right, glyphs: pen.glyphs),
                row: row,
                column: start,
                style: Style(
                    summary.errorCount == 0 ? .muted : .error,
                    bold: summary.errorCount > 0
                )
            )
        }
        if let start = layout.servicesStart {
            canvas.put(
                pen.cell("\(summary.services.count)", 5, .right),
                row: row,
                column: start,
                style: Style(.number)
            )
        }
    }

    private func paintName(
        _ summary: TraceSummary,
        row: Int,
        scroll: Int,
        _ layout: Layout,
        on canvas: inout Canvas
    ) {
        canvas.region(
            rows: row..<row + 1,
            columns: layout.nameStart..<layout.nameStart + layout.nameWidth
        ) { canvas in
            guard !summary.rootService.isEmpty || !summary.rootOperation.isEmpty else {
                canvas.put(
                    pen.text(summary.title, columns: layout.nameWidth),
                    row: 0,
                    style: Style(.warning)
                )
                return
            }
            let service = pen.text(summary.rootService, columns: 400)
            let column = canvas.put(
                service,
                row: 0,
                column: -scroll,
                style: Style(.service(named: summary.rootService))
            )
            let room = max(1, layout.nameWidth - column - 1)
            canvas.put(
                pen.text(summary.rootOperation, columns: scroll > 0 ? 400 : room),
                row: 0,
                column: column + 1,
                style: Style(.text)
            )
        }
    }

    private func paintBar(
        _ summary: TraceSummary,
        row: Int,
        longest: Nanoseconds,
        _ layout: Layout,
        on canvas: inout Canvas
    ) {
        let share = Double(max(0, summary.duration)) / Double(longest)
        let halves = max(1, Int((share * Double(layout.barWidth * 2)).rounded()))
        let start = layout.durationStart - layout.barWidth - 1
        let style = Style(summary.errorCount > 0 ? .error : .bar)
        for column in 0..<(halves + 1) / 2 {
            let isHalf = column * 2 + 1 == halves
            let glyph: SafeText = isHalf ? pen.sign("╸", "-") : pen.sign("━", "=")
            canvas.put(glyph, row: row, column: start + column, style: style)
        }
    }
}
