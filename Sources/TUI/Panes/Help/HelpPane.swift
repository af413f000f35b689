import Explorer
import TerminalText

/// Keys and commands, made from the tables that the program itself runs on.
struct HelpPane {
    let pen: Pen

    func paint(_ state: HelpState, on canvas: inout Canvas) {
        let keyWidth = max(12, min(24, canvas.size.columns / 3))
        for (line, index) in state.visible.enumerated() {
            if index == state.cursor.selected { canvas.markSelected(row: line, pen: pen) }
            switch state.shown[index] {
            case .heading(let title):
                canvas.put(pen.words(title), row: line, column: 2, style: Style(.title, bold: true))
            case .action(_, let keys, let help), .command(let keys, let help):
                let words = pen.words(keys, columns: 60)
                canvas.put(
                    words.fitted(to: keyWidth, glyphs: pen.glyphs),
                    row: line,
                    column: 2,
                    style: Style(.key, bold: true)
                )
                canvas.put(
                    pen.words(help, columns: max(0, canvas.size.columns - keyWidth - 4)),
                    row: line,
                    column: keyWidth + 4,
                    style: Style(.text)
                )
            }
        }
        if state.shown.isEmpty {
            canvas.putNotice("nothing matches /\(state.narrow); Esc shows all", pen: pen)
            canvas.cursor = CanvasPoint(row: 0, column: 0)
        }
    }
}
