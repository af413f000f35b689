import Explorer
import TerminalText

/// The trace as JSON: view `7`.
struct JSONPane {
    let pen: Pen

    func paint(_ screen: TraceState, on canvas: inout Canvas) {
        canvas.cursor = CanvasPoint(row: 0, column: 0)
        let json = screen.views.json
        guard let lines = json.lines else { return }
        let last = min(lines.count, json.top + canvas.size.rows)
        let shown = lines.lines(json.top..<max(json.top, last))
        for (row, line) in shown.enumerated() {
            let number = json.top + row
            let isCurrent = json.find?.line == number
            let isHit = json.find?.isHit(number) ?? false
            canvas.put(
                pen.text(line, columns: canvas.size.columns),
                row: row,
                style: Style(isHit ? .match : .text, bold: isCurrent, underline: isCurrent)
            )
            // Readers find the hit that was gone to.
            if isCurrent { canvas.cursor = CanvasPoint(row: row, column: 0) }
        }
    }
}
