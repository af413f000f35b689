import Explorer
import PlainText
import TerminalText
import TraceAnalysis

/// The strip above the tree: one row for each service, as high where as many of its spans run at once.
struct ConcurrencyPane {
    let pen: Pen

    func paint(_ screen: TraceState, row: Int, on canvas: inout Canvas) {
        guard let found = screen.views.concurrency.found else { return }
        let left = screen.treeColumns
        for (place, service) in found.rows.prefix(screen.concurrencyRows).enumerated() {
            let style = Style(.service(named: service.service))
            let most = pen.words("×" + CountText.grouped(service.most))
            let room = max(0, left - 3 - most.width)
            let name = service.service.isEmpty ? "no service" : service.service
            canvas.put(pen.text(name, columns: room), row: row + place, column: 2, style: style)
            canvas.put(
                most,
                row: row + place,
                column: max(0, left - most.width),
                style: Style(.muted)
            )
            for (column, running) in service.running.enumerated()
            where running > 0 && screen.barStart + column < canvas.size.columns {
                canvas.put(
                    cell(Int(running), of: found.most),
                    row: row + place,
                    column: screen.barStart + column,
                    style: style
                )
            }
        }
    }

    /// A bar of eight levels on one scale for all services; in ASCII the number itself, and `+` from ten on.
    private func cell(_ running: Int, of most: Int) -> SafeText {
        guard pen.glyphs == .unicode else { return running > 9 ? "+" : SafeText(running) }
        let levels: [SafeText] = ["▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"]
        return levels[max(0, min(7, (running * 8 + most - 1) / max(1, most) - 1))]
    }
}
