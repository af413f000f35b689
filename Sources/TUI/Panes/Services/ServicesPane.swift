import Explorer
import TerminalText
import TraceModel

/// The list of services; columns that the source cannot fill are absent.
struct ServicesPane {
    let pen: Pen

    func paint(_ state: ServicesState, on canvas: inout Canvas) {
        guard !state.rows.isEmpty else {
            let text =
                state.services.failure
                ?? (state.services.value == nil
                    ? "" : "no services yet: nothing has reported spans. R asks again")
            canvas.putNotice(
                text,
                pen: pen,
                style: Style(state.services.failure == nil ? .muted : .error)
            )
            canvas.cursor = CanvasPoint(row: 0, column: 0)
            return
        }
        let layout = RateColumns(
            names: state.rows.lazy.map { pen.text($0.name, columns: 60).width }.max() ?? 0,
            width: canvas.size.columns,
            hasRates: state.hasRates,
            hasCounts: true,
            way: (state.live ?? state.ended)?.way
        )
        canvas.put("SERVICE", row: 0, column: 2, style: Style(.headerLine, bold: true))
        layout.paintTitles(on: &canvas, pen: pen)
        if state.shown.isEmpty {
            canvas.putNotice("nothing matches /\(state.narrow); Esc shows all", pen: pen)
        }
        for (line, index) in state.visible.enumerated() {
            let row = state.shown[index]
            let isSelected = index == state.cursor.selected
            if isSelected { canvas.markSelected(row: line + 1, pen: pen) }
            if state.pinned.contains(row.name) {
                canvas.put(pen.pin, row: line + 1, column: 1, style: Style(.text, bold: true))
            }
            canvas.put(
                pen.text(row.name, columns: layout.nameWidth),
                row: line + 1,
                column: 2,
                style: Style(.service(named: row.name))
            )
            layout.paint(
                row.rates,
                operationCount: row.operationCount,
                row: line + 1,
                on: &canvas,
                pen: pen
            )
        }
    }
}
