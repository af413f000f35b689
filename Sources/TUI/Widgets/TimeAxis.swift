import Explorer
import PlainText
import TerminalText
import TraceModel

/// The line below something drawn over time: a rule with clock times in it.
struct TimeAxis {
    let pen: Pen
    let zone: Zone
    /// Columns left of what is drawn.
    let margin: Int

    /// Draws the axis, with `label` at the origin; `time` gives the time at the left edge of a column.
    ///
    /// No time stands where `mark` will, a column without the margin.
    func paint(
        label: String,
        row: Int,
        on canvas: inout Canvas,
        mark: Int? = nil,
        time: (_ column: Int) -> Timestamp
    ) {
        let columns = canvas.size.columns
        canvas.put(pen.cell(label, margin - 2, .right), row: row, style: Style(.muted))
        canvas.put(pen.sign("└", "+"), row: row, column: margin - 1, style: Style(.rule))
        canvas.horizontalLine(row: row, columns: margin..<columns, glyphs: pen.glyphs)
        let labels = TimeAxisLabels.labels(columns: columns - margin, in: zone, time: time)
        for (column, text) in labels {
            let label = pen.text(text)
            if let mark, (column - 1...column + label.width).contains(mark) { continue }
            canvas.put(label, row: row, column: margin + column, style: Style(.muted))
        }
    }
}
