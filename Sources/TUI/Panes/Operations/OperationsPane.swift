import Explorer
import TerminalText
import TraceModel

/// The operations of one service.
struct OperationsPane {
    let pen: Pen

    func paint(_ state: OperationsState, on canvas: inout Canvas) {
        guard !state.rows.isEmpty else {
            let text =
                state.operations.failure
                ?? (state.operations.value == nil
                    ? "" : "the source knows no operations of this service")
            canvas.putNotice(
                text,
                pen: pen,
                style: Style(state.operations.failure == nil ? .muted : .error)
            )
            canvas.cursor = CanvasPoint(row: 0, column: 0)
            return
        }
        // Where there is little room, figures tell more than kinds.
        let isNarrow = state.way != nil && canvas.size.columns < 60
        let kindColumns = state.hasKinds && !isNarrow ? 10 : 0
        let layout = state.way.map { way in
            RateColumns(
                names: state.rows.lazy.map { pen.text($0.name, columns: 60).width }.max() ?? 0,
                at: 2 + kindColumns,
                width: canvas.size.columns,
                hasRates: true,
                hasCounts: false,
                way: way
            )
        }
        let nameColumns =
            layout?.nameWidth ?? max(8, canvas.size.columns - 2 - kindColumns)
        layout?.paintTitles(on: &canvas, pen: pen)
        canvas.put(
            "OPERATION",
            row: 0,
            column: 2 + kindColumns,
            style: Style(.headerLine, bold: true)
        )
        if kindColumns > 0 {
            canvas.put("KIND", row: 0, column: 2, style: Style(.headerLine, bold: true))
        }
        if state.shown.isEmpty {
            canvas.putNotice("nothing matches /\(state.narrow); Esc shows all", pen: pen)
        }
        for (line, index) in state.visible.enumerated() {
            let operation = state.shown[index]
            let isSelected = index == state.cursor.selected
            if isSelected { canvas.markSelected(row: line + 1, pen: pen) }
            if kindColumns > 0 {
                canvas.put(
                    pen.text(operation.kind?.name ?? "", columns: 9),
                    row: line + 1,
                    column: 2,
                    style: Style(.muted)
                )
            }
            canvas.put(
                pen.text(operation.name, columns: nameColumns),
                row: line + 1,
                column: 2 + kindColumns,
                style: Style(.text)
            )
            layout?.paint(state.rates[operation.name], row: line + 1, on: &canvas, pen: pen)
        }
    }
}
