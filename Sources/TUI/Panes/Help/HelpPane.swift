import Explorer
import TerminalText

/// Keys and commands, made from the tables that the program itself runs on.
struct HelpPane {
    let pen: Pen

    func paint(_ state: HelpState, on canvas: inout Canvas) {
        let keyColumns = HelpLine.keyColumns(canvas.size.columns)
        for (row, index) in state.visible.enumerated() {
            if index == state.cursor.selected { canvas.markSelected(row: row, pen: pen) }
            let line = state.lines[index]
            canvas.put(
                pen.words(line.keys),
                row: row,
                column: 2,
                style: Style(line.isHeading ? .title : .key, bold: true)
            )
            canvas.put(pen.words(line.help), row: row, column: keyColumns + 4)
        }
        if state.shown.isEmpty {
            canvas.putNotice("nothing matches /\(state.narrow); Esc shows all", pen: pen)
            canvas.cursor = CanvasPoint(row: 0, column: 0)
        }
    }
}
