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
    /// Whether minutes are too coarse for the labels.
    let hasSeconds: Bool

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
        let parts = max(1, min(6, (columns - margin) / 16))
        let width = hasSeconds ? 8 : 5
        for part in 0...parts {
            let column = margin + (columns - margin - width) * part / parts
            if let mark, (column...column + width).contains(margin + mark) { continue }
            let label = TimeText.axis(time(column - margin), in: zone, seconds: hasSeconds)
            canvas.put(pen.text(label), row: row, column: column, style: Style(.muted))
        }
    }
}
