import TraceAnalysis
import Explorer
import PlainText
import TerminalText
import TraceModel

/// The spans of a trace as a table: view `4`.
struct SpanTablePane {
    let pen: Pen
    let state: ExplorerState

    func paint(_ screen: TraceState, _ prepared: PreparedTrace, on canvas: inout Canvas) {
        let view = state.context.listView(pen.lettering, columns: canvas.size.columns)
        let chosen = state.settings.columns.columns(of: .spans, as: SpanColumn.self)
        var list = SpanList(view, prepared, find: screen.find)
        list.colors = screen.colors
        let painter = ColumnPainter(
            SpanColumn.shown(
                chosen,
                in: list,
                sorted: screen.views.table.order.sortedColumn
            ),
            width: canvas.size.columns,
            pen: pen
        )
        painter.paintTitles(on: &canvas)
        let table = screen.views.table
        if table.rows.isEmpty {
            if table.request == nil { canvas.putNotice("not sorted; 4 sorts again", pen: pen) }
            canvas.cursor = CanvasPoint(row: 0, column: 0)
        }
        let visible = table.cursor.visible(count: table.rows.count, height: screen.mainRows)
        for (line, index) in visible.enumerated() {
            if index == table.cursor.selected {
                canvas.markSelected(row: line + 1, pen: pen, hasFocus: screen.focus == .main)
            }
            painter.paint(Int(table.rows[index]), line: line + 1, on: &canvas)
        }
    }
}
