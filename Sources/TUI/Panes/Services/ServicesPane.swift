import Explorer
import TerminalText
import TraceModel

/// The list of services; columns that the source cannot fill are absent.
struct ServicesPane {
    let pen: Pen
    let state: ExplorerState

    func paint(_ screen: ServicesState, on canvas: inout Canvas) {
        guard !screen.rows.isEmpty else {
            canvas.putEmpty(
                screen.emptyText,
                isFailure: screen.services.failure != nil,
                pen: pen
            )
            return
        }
        let list = RateList(
            state.context.listView(pen.lettering, columns: canvas.size.columns),
            screen
        )
        let chosen = state.settings.columns.columns(of: .services, as: ServiceColumn.self)
        let painter = ColumnPainter(
            ServiceColumn.shown(chosen, in: list, sorted: screen.sortedColumn),
            width: canvas.size.columns,
            pen: pen
        )
        painter.paint(screen, on: &canvas) { index in
            let row = screen.shown[index]
            return (row, screen.pinned.contains(row.name) ? pen.pin : nil)
        }
    }
}
