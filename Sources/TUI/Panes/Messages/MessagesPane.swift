import Explorer
import PlainText
import TerminalText

/// Every message of the run; Enter shows one whole.
struct MessagesPane {
    let pen: Pen
    let state: ExplorerState

    func paint(_ screen: MessagesState, on canvas: inout Canvas) {
        guard !screen.shown.isEmpty else {
            let text =
                screen.narrow.isEmpty
                ? "no messages so far" : "nothing matches /\(screen.narrow); Esc shows all"
            canvas.putNotice(text, pen: pen)
            canvas.cursor = CanvasPoint(row: 0, column: 0)
            return
        }
        for (line, index) in screen.visible.enumerated() {
            let message = screen.shown[index]
            if index == screen.cursor.selected { canvas.markSelected(row: line, pen: pen) }
            let time = TimeText.clock(message.time, in: state.zone).prefix(8)
            let column = canvas.put(
                pen.text(String(time)),
                row: line,
                column: 2,
                style: Style(.muted)
            )
            let role: Role =
                switch message.severity {
                case .info: .text
                case .warning: .warning
                case .error: .error
                }
            canvas.put(
                pen.text(message.severity.word),
                row: line,
                column: column + 2,
                style: Style(role, bold: true)
            )
            canvas.put(
                pen.words(message.text, columns: max(0, canvas.size.columns - column - 11)),
                row: line,
                column: column + 11
            )
        }
    }
}
