import Explorer
import PlainText
import TerminalText
import TraceModel

/// Duration over time of the traces found, with its axes.
struct StripPane {
    let pen: Pen

    func paint(_ screen: TracesState, zone: Zone, on canvas: inout Canvas) {
        let strip = screen.strip
        let margin = TracesState.stripMargin
        let rows = canvas.size.rows - 1
        guard rows > 0 else { return }
        for row in 0..<rows {
            let label = row == 0 ? DurationText.short(strip.longest) : ""
            canvas.put(
                pen.words(label).fitted(to: margin - 2, .right, glyphs: pen.glyphs),
                row: row,
                style: Style(.muted)
            )
            canvas.put(
                row == 0 ? pen.sign("┤", "|") : pen.sign("│", "|"),
                row: row,
                column: margin - 1,
                style: Style(.rule)
            )
            for (column, cell) in strip.cells[row].enumerated() {
                let isInSlice = isInSlice(column, strip, screen)
                switch cell {
                case .empty: continue
                case .dots(let bits):
                    canvas.put(
                        pen.braille(bits),
                        row: row,
                        column: margin + column,
                        style: Style(.bar, dim: !isInSlice)
                    )
                case .error:
                    canvas.put(
                        pen.failure,
                        row: row,
                        column: margin + column,
                        style: Style(.error, bold: true, dim: !isInSlice)
                    )
                }
            }
        }
        paintAxis(strip, screen, zone: zone, row: rows, on: &canvas)
        if screen.focus == .strip {
            paintCrosshair(strip, screen, rows: rows, on: &canvas)
        }
    }

    private func isInSlice(_ column: Int, _ strip: DurationStrip, _ screen: TracesState) -> Bool {
        guard screen.sliceStart != nil || screen.sliceEnd != nil else { return true }
        let ends = [screen.sliceStart ?? strip.start, screen.sliceEnd ?? strip.end].sorted()
        let time = strip.time(ofColumn: column)
        return time >= ends[0] && time <= ends[1]
    }

    private func paintAxis(
        _ strip: DurationStrip,
        _ screen: TracesState,
        zone: Zone,
        row: Int,
        on canvas: inout Canvas
    ) {
        let margin = TracesState.stripMargin
        let axis = TimeAxis(pen: pen, zone: zone, margin: margin)
        let columns = max(1, canvas.size.columns - margin)
        let mark = screen.focus == .strip ? screen.crosshair : nil
        axis.paint(label: "0", row: row, on: &canvas, mark: mark) { column in
            strip.time(ofColumn: column * screen.stripColumns / columns)
        }
    }

    private func paintCrosshair(
        _ strip: DurationStrip,
        _ screen: TracesState,
        rows: Int,
        on canvas: inout Canvas
    ) {
        let column = TracesState.stripMargin + screen.crosshair
        for row in 0..<rows {
            if strip.cells[row].indices.contains(screen.crosshair),
                strip.cells[row][screen.crosshair] == .empty
            {
                canvas.put(
                    pen.sign("│", "|"),
                    row: row,
                    column: column,
                    style: Style(.selectionGutter)
                )
            }
        }
        canvas.put(
            pen.sign("▲", "^"),
            row: rows,
            column: column,
            style: Style(.selectionGutter, bold: true)
        )
        canvas.cursor = CanvasPoint(row: rows, column: column)
    }
}
