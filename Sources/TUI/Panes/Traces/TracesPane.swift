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
        paintQuery(screen, on: &canvas)
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

    /// The query, and beside it what the crosshair is at, or which time the traces found cover.
    private func paintQuery(_ screen: TracesState, on canvas: inout Canvas) {
        let columns = canvas.size.columns
        let isAtStrip = screen.focus == .strip && screen.stripRows > 0
        let side =
            isAtStrip
            ? pen.words(crosshairWords(screen), columns: columns - 2)
            : screen.stripRows > 0
                ? pen.words(screen.coveredWords(state.context) ?? "") : SafeText()
        let query = pen.text(screen.queryText(state.context))
        let label: SafeText = "query  "
        // What the crosshair is at comes before the query; the time that was found only where there is room for both.
        let fits = label.width + query.width + 2 + side.width <= columns
        let shown = isAtStrip || fits ? side : SafeText()
        canvas.put(
            shown,
            row: 0,
            column: columns - shown.width,
            style: Style(isAtStrip ? .accent : .muted)
        )
        let room = columns - (shown.isEmpty ? 0 : shown.width + 2)
        guard room >= label.width + 8 || query.width + label.width <= room else { return }
        let start = canvas.put(label, row: 0, style: Style(.label))
        canvas.put(query.prefix(columns: room - start, glyphs: pen.glyphs), row: 0, column: start)
    }

    private func crosshairWords(_ screen: TracesState) -> String {
        let strip = screen.strip
        let time = strip.time(ofColumn: screen.crosshair)
        guard let picked = screen.picked(strip) else {
            return TimeText.clock(time, in: state.zone)
        }
        return TimeText.clock(picked.start, in: state.zone) + " " + picked.title + " "
            + DurationText.short(picked.duration)
    }

    private func paintTable(_ screen: TracesState, on canvas: inout Canvas) {
        guard canvas.size.rows > 0 else { return }
        guard !screen.shown.isEmpty else {
            canvas.putEmpty(
                screen.emptyText(state.context),
                isFailure: screen.answer.failure != nil,
                pen: pen
            )
            return
        }
        let list = TraceList(
            state.context.listView(pen.lettering, columns: canvas.size.columns),
            screen.facts,
            scroll: screen.scroll
        )
        let chosen = state.settings.columns.columns(of: .traces, as: TraceColumn.self)
        let painter = ColumnPainter(
            TraceColumn.shown(chosen, in: list, sorted: screen.order.sortedColumn),
            width: canvas.size.columns,
            pen: pen
        )
        painter.paint(screen, on: &canvas, hasFocus: screen.focus == .table) { index in
            let summary = screen.summaries[screen.shown[index]]
            return (TraceRow(summary), screen.marks.contains(summary.id) ? pen.mark : nil)
        }
    }
}
