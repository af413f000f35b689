import Explorer
import TerminalText
import TraceModel

/// The operations of one service.
struct OperationsPane {
    let pen: Pen
    let state: ExplorerState

    func paint(_ screen: OperationsState, on canvas: inout Canvas) {
        guard !screen.rows.isEmpty else {
            canvas.putEmpty(
                screen.emptyText(state.context),
                isFailure: screen.operations.failure != nil,
                pen: pen
            )
            return
        }
        let list = RateList(
            state.context.listView(pen.lettering, columns: canvas.size.columns),
            screen
        )
        let chosen = state.settings.columns.columns(of: .operations, as: OperationColumn.self)
        let painter = ColumnPainter(
            OperationColumn.shown(chosen, in: list, sorted: screen.sortedColumn),
            width: canvas.size.columns,
            pen: pen
        )
        painter.paint(screen, on: &canvas) { index in
            let operation = screen.shown[index]
            return (OperationRow(operation, rates: screen.rates[operation.name]), nil)
        }
    }
}
