import TraceAnalysis
import Explorer
import PlainText
import TerminalText
import TraceModel

/// The events of all spans by time: view `5`.
struct EventTablePane {
    let pen: Pen

    func paint(_ screen: TraceState, _ prepared: PreparedTrace, on canvas: inout Canvas) {
        let columns = canvas.size.columns
        let spanWidth = max(10, min(40, columns / 3))
        let eventStart = 2 + 10 + 1 + spanWidth + 1
        let header = Style(.headerLine, bold: true)
        let arrow = pen.lettering.sign(SortDirection.ascending)
        canvas.put((arrow + "TIME").padded(to: 9, .right), row: 0, column: 2, style: header)
        canvas.put("SPAN", row: 0, column: 13, style: header)
        canvas.put("EVENT", row: 0, column: eventStart, style: header)
        let events = screen.views.events
        guard !events.rows.isEmpty else {
            if events.request == nil {
                let text =
                    events.isLoaded
                    ? "no span of this trace has events" : "not collected; 5 collects again"
                canvas.putNotice(text, pen: pen)
            }
            canvas.cursor = CanvasPoint(row: 0, column: 0)
            return
        }
        for (line, index) in events.cursor.visible(
            count: events.rows.count,
            height: screen.mainRows
        ).enumerated() {
            let entry = events.rows[index]
            let span = prepared.trace[Int(entry.span)]
            let event = span.events[Int(entry.event)]
            let row = line + 1
            if index == events.cursor.selected {
                canvas.markSelected(row: row, pen: pen, hasFocus: screen.focus == .main)
            }
            let offset = "+" + DurationText.short(event.time.since(prepared.overview.start))
            canvas.put(
                pen.words(offset).fitted(to: 9, .right, glyphs: pen.glyphs),
                row: row,
                column: 2,
                style: Style(.number)
            )
            let service = span.serviceName
            canvas.region(rows: row..<row + 1, columns: 13..<13 + spanWidth) {
                let column = $0.put(
                    pen.text(service, columns: spanWidth),
                    row: 0,
                    style: Style(.service(named: service))
                )
                $0.put(
                    pen.text(span.name, columns: max(0, spanWidth - column - 1)),
                    row: 0,
                    column: column + 1
                )
            }
            let name = event.name.isEmpty ? "event" : event.name
            let isException = name == "exception" || name == "error"
            let column = canvas.put(
                pen.text(name, columns: max(0, columns - eventStart)),
                row: row,
                column: eventStart,
                style: Style(isException ? .error : .text, bold: true)
            )
            let fields = event.attributes.prefix(16)
                .map { "\($0.key)=\(JSONText.plain($0.value))" }.joined(separator: " ")
            canvas.put(
                pen.text(fields, columns: max(0, columns - column - 1)),
                row: row,
                column: column + 1,
                style: Style(.muted)
            )
        }
    }
}
