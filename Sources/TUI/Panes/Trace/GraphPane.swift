import Explorer
import TraceAnalysis

/// The services of a trace, callers above those they call, each with its calls below it: view `6`.
struct GraphPane {
    let pen: Pen
    let state: ExplorerState

    func paint(_ screen: TraceState, on canvas: inout Canvas) {
        guard let graph = screen.views.graph.graph else {
            canvas.putNotice(
                screen.views.graph.request == nil ? "not counted; 6 counts again" : "",
                pen: pen
            )
            canvas.cursor = CanvasPoint(row: 0, column: 0)
            return
        }
        let view = state.context.listView(pen.lettering, columns: canvas.size.columns)
        let chosen = state.settings.columns.columns(of: .graph, as: GraphColumn.self)
        let columns = GraphColumn.shown(chosen, in: GraphList(view, graph))
        ColumnPainter(columns, width: canvas.size.columns, pen: pen).paintTable(
            screen.views.graph.rows,
            screen.views.graph.cursor,
            height: screen.mainRows,
            hasFocus: screen.focus == .main,
            emptyText: "this trace has no services",
            on: &canvas
        )
    }
}
