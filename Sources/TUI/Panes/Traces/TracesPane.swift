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
        canvas.put(
            pen.text(screen.queryText(state.context), columns: columns - label),
            row: 0,
            column: label
        )
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
            canvas.putEmpty(
                screen.emptyText(state.context),
                isFailure: screen.answer.failure != nil,
                pen: pen
            )
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
        painter.paint(screen, on: &canvas, hasFocus: screen.focus == .table) { index in
            let summary = screen.summaries[screen.shown[index]]
            return (TraceRow(summary), screen.marks.contains(summary.id) ? pen.mark : nil)
        }
    }
}
