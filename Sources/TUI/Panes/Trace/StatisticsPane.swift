import Explorer
import TraceAnalysis

/// Groups of spans and their figures: view `3`.
struct StatisticsPane {
    let pen: Pen
    let state: ExplorerState

    func paint(_ screen: TraceState, on canvas: inout Canvas) {
        let statistics = screen.views.statistics
        guard let found = statistics.statistics else {
            canvas.putNotice(
                statistics.request == nil ? "not counted; 3 counts again" : "",
                pen: pen
            )
            canvas.cursor = CanvasPoint(row: 0, column: 0)
            return
        }
        let view = state.context.listView(pen.lettering, columns: canvas.size.columns)
        let chosen = state.settings.columns.columns(of: .statistics, as: StatisticsColumn.self)
        let columns = StatisticsColumn.shown(
            chosen,
            in: StatisticsList(view, found),
            sorted: statistics.order.sortedColumn
        )
        ColumnPainter(columns, width: canvas.size.columns, pen: pen).paintTable(
            statistics.rows,
            statistics.cursor,
            height: screen.mainRows,
            hasFocus: screen.focus == .main,
            emptyText: "this trace has no spans",
            on: &canvas
        )
    }
}
