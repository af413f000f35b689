import Explorer
import TerminalText
import TraceModel

/// The list of services; columns that the source cannot fill are absent.
struct ServicesPane {
    let pen: Pen
    let state: ExplorerState

    func paint(_ screen: ServicesState, on canvas: inout Canvas) {
        guard !screen.rows.isEmpty else {
            let text =
                screen.services.failure
                ?? (screen.services.value == nil
                    ? "" : "no services yet: nothing has reported spans. R asks again")
            canvas.putNotice(
                text,
                pen: pen,
                style: Style(screen.services.failure == nil ? .muted : .error)
            )
            canvas.cursor = CanvasPoint(row: 0, column: 0)
            return
        }
        let list = RateList(
            state.context.listView(pen.lettering, columns: canvas.size.columns),
            screen
        )
        let chosen = state.settings.columns.columns(of: .services, as: ServiceColumn.self)
        let painter = ColumnPainter(
            ServiceColumn.shown(chosen, in: list),
            width: canvas.size.columns,
            pen: pen
        )
        painter.paintTitles(on: &canvas)
        if screen.shown.isEmpty {
            canvas.putNotice("nothing matches /\(screen.narrow); Esc shows all", pen: pen)
        }
        for (line, index) in screen.visible.enumerated() {
            let row = screen.shown[index]
            let isSelected = index == screen.cursor.selected
            if isSelected { canvas.markSelected(row: line + 1, pen: pen) }
            if screen.pinned.contains(row.name) {
                canvas.put(pen.pin, row: line + 1, column: 1, style: Style(.text, bold: true))
            }
            painter.paint(row, line: line + 1, on: &canvas)
        }
    }
}
