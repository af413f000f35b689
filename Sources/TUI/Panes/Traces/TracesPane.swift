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
        let list = TraceList(
            state.context.listView(pen.lettering, columns: canvas.size.columns),
            screen.summaries,
            scroll: screen.scroll
        )
        let chosen = state.settings.columns.columns(of: .traces, as: TraceColumn.self)
        let painter = ColumnPainter(
            TraceColumn.shown(chosen, in: list),
            width: canvas.size.columns,
            pen: pen
        )
        painter.paintTitles(on: &canvas)
        for (line, index) in screen.visible.enumerated() {
            let summary = screen.summaries[screen.shown[index]]
            if index == screen.cursor.selected {
                canvas.markSelected(row: line + 1, pen: pen, hasFocus: screen.focus == .table)
            }
            if screen.marks.contains(summary.id) {
                canvas.put(pen.mark, row: line + 1, column: 1, style: Style(.text, bold: true))
            }
            painter.paint(TraceRow(summary), line: line + 1, on: &canvas)
        }
    }
}
