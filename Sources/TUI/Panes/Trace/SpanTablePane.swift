import TraceAnalysis
import Explorer
import PlainText
import TerminalText
import TraceModel

/// The spans of a trace as a table: view `4`.
struct SpanTablePane {
    let pen: Pen

    func paint(_ screen: TraceState, _ prepared: PreparedTrace, on canvas: inout Canvas) {
        let columns = canvas.size.columns
        let figures: [(SpanOrder.Key, String, Int)] =
            columns >= 60
            ? [(.start, "START", 9), (.duration, "DURATION", 9), (.selfTime, "SELF", 9)]
            : [(.duration, "DURATION", 9)]
        var starts: [Int] = []
        var next = 2
        for figure in figures {
            starts.append(next)
            next += figure.2 + 1
        }
        let serviceStart = next + 2
        let serviceWidth = max(6, min(24, (columns - serviceStart) / 3))
        let nameStart = serviceStart + serviceWidth + 1
        let header = Style(.headerLine, bold: true)
        for (start, figure) in zip(starts, figures) {
            canvas.put(pen.cell(figure.1, figure.2, .right), row: 0, column: start, style: header)
        }
        canvas.put("SERVICE", row: 0, column: serviceStart, style: header)
        canvas.put("SPAN", row: 0, column: nameStart, style: header)
        let table = screen.table
        if table.rows.isEmpty {
            if table.request == nil { canvas.putNotice("not sorted; 4 sorts again", pen: pen) }
            canvas.cursor = CanvasPoint(row: 0, column: 0)
        }
        for (line, index) in table.cursor.visible(count: table.rows.count, height: screen.mainRows)
            .enumerated()
        {
            let node = Int(table.rows[index])
            let span = prepared.trace[node]
            let row = line + 1
            let isSelected = index == table.cursor.selected
            if isSelected {
                canvas.markSelected(row: row, pen: pen, hasFocus: screen.focus == .main)
            }
            for (start, figure) in zip(starts, figures) {
                let value: Nanoseconds =
                    switch figure.0 {
                    case .start: span.start.since(prepared.overview.start)
                    case .selfTime: prepared.selfTimes[node]
                    default: span.duration
                    }
                canvas.put(
                    pen.words(DurationText.short(value)).fitted(
                        to: figure.2,
                        .right,
                        glyphs: pen.glyphs
                    ),
                    row: row,
                    column: start,
                    style: Style(.number)
                )
            }
            if span.isError {
                canvas.put(
                    pen.failure,
                    row: row,
                    column: serviceStart - 2,
                    style: Style(.error, bold: true)
                )
            }
            let service = span.serviceName
            canvas.put(
                pen.text(service, columns: serviceWidth),
                row: row,
                column: serviceStart,
                style: Style(.service(named: service))
            )
            let isHit =
                screen.find.map { $0.isHit.indices.contains(node) && $0.isHit[node] } ?? false
            canvas.put(
                pen.text(span.name, columns: columns - nameStart),
                row: row,
                column: nameStart,
                style: Style(isHit ? .match : .text)
            )
        }
    }
}
