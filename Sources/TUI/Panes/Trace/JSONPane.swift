import Explorer
import TerminalText

/// The trace as JSON: view `7`.
struct JSONPane {
    let pen: Pen

    func paint(_ screen: TraceState, on canvas: inout Canvas) {
        canvas.cursor = CanvasPoint(row: 0, column: 0)
        guard let lines = screen.views.json.lines else { return }
        let top = screen.views.json.top
        let last = min(lines.count, top + canvas.size.rows)
        for (row, line) in lines.lines(top..<max(top, last)).enumerated() {
            canvas.put(pen.text(line, columns: canvas.size.columns), row: row)
        }
    }
}
