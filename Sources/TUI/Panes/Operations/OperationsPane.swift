import Explorer
import TerminalText
import TraceModel

/// The operations of one service.
struct OperationsPane {
    let pen: Pen
    let state: ExplorerState

    func paint(_ screen: OperationsState, on canvas: inout Canvas) {
        guard !screen.rows.isEmpty else {
            let text =
                screen.operations.failure
                ?? (screen.operations.value == nil
                    ? "" : "the source knows no operations of this service")
            canvas.putNotice(
                text,
                pen: pen,
                style: Style(screen.operations.failure == nil ? .muted : .error)
            )
            canvas.cursor = CanvasPoint(row: 0, column: 0)
            return
        }
        let list = RateList(
            state.context.listView(pen.lettering, columns: canvas.size.columns),
            screen
        )
        let chosen = state.settings.columns.columns(of: .operations, as: OperationColumn.self)
        let painter = ColumnPainter(
            OperationColumn.shown(chosen, in: list),
            width: canvas.size.columns,
            pen: pen
        )
        painter.paintTitles(on: &canvas)
        if screen.shown.isEmpty {
            canvas.putNotice("nothing matches /\(screen.narrow); Esc shows all", pen: pen)
        }
        for (line, index) in screen.visible.enumerated() {
            let operation = screen.shown[index]
            let isSelected = index == screen.cursor.selected
            if isSelected { canvas.markSelected(row: line + 1, pen: pen) }
            let row = OperationRow(operation, rates: screen.rates[operation.name])
            painter.paint(row, line: line + 1, on: &canvas)
        }
    }
}
