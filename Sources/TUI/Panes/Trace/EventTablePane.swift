import Explorer
import TraceAnalysis

/// The events of all spans by time: view `5`.
struct EventTablePane {
    let pen: Pen
    let state: ExplorerState

    func paint(_ screen: TraceState, _ prepared: PreparedTrace, on canvas: inout Canvas) {
        let events = screen.views.events
        let view = state.context.listView(pen.lettering, columns: canvas.size.columns)
        let chosen = state.settings.columns.columns(of: .events, as: EventColumn.self)
        let columns = EventColumn.shown(
            chosen,
            in: EventsOfTrace(view, prepared),
            sorted: SortedColumn(.time, .ascending)
        )
        ColumnPainter(columns, width: canvas.size.columns, pen: pen).paintTable(
            events.rows,
            events.cursor,
            height: screen.mainRows,
            hasFocus: screen.focus == .main,
            emptyText: emptyText(events),
            on: &canvas
        )
    }

    private func emptyText(_ events: EventTableState) -> String {
        guard events.request == nil else { return "" }
        return events.isLoaded
            ? "no span of this trace has events" : "not collected; 5 collects again"
    }
}
