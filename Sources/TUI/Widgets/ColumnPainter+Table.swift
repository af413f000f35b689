import Explorer
import TerminalText

extension ColumnPainter {
    /// Paints headings and the rows of a table in sight, with its cursor; without rows says why there are none.
    func paintTable<Rows: RandomAccessCollection<Row>>(
        _ rows: Rows,
        _ cursor: ListCursor,
        height: Int,
        hasFocus: Bool,
        emptyText: String,
        on canvas: inout Canvas
    ) where Rows.Index == Int {
        paintTitles(on: &canvas)
        guard !rows.isEmpty else {
            canvas.putNotice(emptyText, pen: pen)
            canvas.cursor = CanvasPoint(row: 0, column: 0)
            return
        }
        for (line, index) in cursor.visible(count: rows.count, height: height).enumerated() {
            if index == cursor.selected {
                canvas.markSelected(row: line + 1, pen: pen, hasFocus: hasFocus)
            }
            paint(rows[index], line: line + 1, on: &canvas)
        }
    }
}
