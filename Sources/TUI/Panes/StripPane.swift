import Explorer
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
            paintCrosshair(strip, screen, zone: zone, rows: rows, on: &canvas)
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
        canvas.put(pen.cell("0", margin - 2, .right), row: row, style: Style(.muted))
        canvas.put(pen.sign("└", "+"), row: row, column: margin - 1, style: Style(.rule))
        canvas.horizontalLine(row: row, columns: margin..<canvas.size.columns, glyphs: pen.glyphs)
        let isShort = strip.end.since(strip.start) < 600_000_000_000
        let parts = max(1, min(6, (canvas.size.columns - margin) / 16))
        let width = isShort ? 8 : 5
        for part in 0...parts {
            let column = margin + (canvas.size.columns - margin - width) * part / parts
            let place =
                (column - margin) * screen.stripColumns / max(1, canvas.size.columns - margin)
            let label = TimeText.axis(strip.time(ofColumn: place), in: zone, seconds: isShort)
            canvas.put(pen.text(label), row: row, column: column, style: Style(.muted))
        }
    }

    private func paintCrosshair(
        _ strip: DurationStrip,
        _ screen: TracesState,
        zone: Zone,
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
        let time = TimeText.clock(strip.time(ofColumn: screen.crosshair), in: zone)
        let picked = strip.longestOfColumn[screen.crosshair].map { index in
            " " + screen.summaries[index].title + " "
                + DurationText.short(screen.summaries[index].duration)
        }
        let text = pen.words(time + (picked ?? ""), columns: canvas.size.columns / 2)
        let start =
            column + 1 + text.width <= canvas.size.columns ? column + 1 : column - text.width
        canvas.put(text, row: 0, column: max(0, start), style: Style(.accent))
    }
}
