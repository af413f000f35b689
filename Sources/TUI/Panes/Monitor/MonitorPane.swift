import Explorer
import PlainText
import TerminalText
import TraceModel

/// Rate, errors and latency over time, one chart above the other over one time axis.
struct MonitorPane {
    let pen: Pen
    let state: ExplorerState

    func paint(_ screen: MonitorState, on canvas: inout Canvas) {
        if let text = screen.emptyText(state.context) {
            canvas.putEmpty(text, isFailure: screen.loading.failure != nil, pen: pen)
            return
        }
        guard let series = screen.series else { return }
        paintHead(screen, series, on: &canvas)
        var row = 1
        for chart in screen.charts {
            paintCaption(chart, screen, row: row, on: &canvas)
            let end = min(row + 1 + screen.chartRows, canvas.size.rows - 1)
            canvas.region(rows: row + 1..<max(row + 1, end), columns: 0..<canvas.size.columns) {
                paint(chart, screen, on: &$0)
            }
            row = end
        }
        paintAxis(screen, series, row: min(row, canvas.size.rows - 1), on: &canvas)
    }

    /// What is shown, and which slice the values stand for.
    private func paintHead(
        _ screen: MonitorState,
        _ series: MonitorSeries,
        on canvas: inout Canvas
    ) {
        let columns = canvas.size.columns
        let time = series.time(of: screen.cursor)
        let from = clock(time.lowerBound, series)
        let to = clock(time.upperBound, series)
        let slice = pen.words("\(from) – \(to)", columns: columns)
        let title = pen.text(screen.title, columns: max(0, columns - slice.width - 4))
        canvas.put(title, row: 0, column: 2, style: Style(.service(named: screen.service)))
        canvas.put(slice, row: 0, column: columns - slice.width, style: Style(.accent))
    }

    private func clock(_ time: Timestamp, _ series: MonitorSeries) -> String {
        let text = TimeText.clock(time, in: state.zone)
        return String(text.prefix(series.step % .minutes(1) == 0 ? 5 : 8))
    }

    private func paintCaption(
        _ chart: MonitorState.Chart,
        _ screen: MonitorState,
        row: Int,
        on canvas: inout Canvas
    ) {
        let caption = screen.caption(of: chart)
        let isFocused = chart == screen.focus
        if isFocused {
            canvas.put(pen.gutter, row: row, style: .text)
            canvas.cursor = CanvasPoint(row: row, column: 0)
        }
        let column = canvas.put(
            pen.words(caption.name),
            row: row,
            column: 2,
            style: Style(.headerLine, bold: isFocused)
        )
        let isBad = chart == .errors && screen.slice?.errorShare ?? 0 >= 0.05
        canvas.put(
            (isBad ? pen.failure + " " : SafeText()) + pen.words(caption.value),
            row: row,
            column: column + 2,
            style: isBad ? Style(.error, bold: true) : Style(.number, bold: isFocused)
        )
    }

    private func paint(
        _ chart: MonitorState.Chart,
        _ screen: MonitorState,
        on canvas: inout Canvas
    ) {
        let margin = MonitorState.margin
        let rows = canvas.size.rows
        let (bands, scale) = screen.bands(of: chart)
        let drawing = BrailleChart(
            bands,
            top: scale.top,
            columns: screen.columns,
            rows: rows,
            isFilled: pen.glyphs == .ascii
        )
        let ticks = Dictionary(
            scale.ticks(rows: rows).map { ($0.row, $0.label) },
            uniquingKeysWith: { first, _ in first }
        )
        let cursor = BrailleChart.column(
            of: screen.cursor,
            count: bands.count,
            columns: screen.columns
        )
        for row in 0..<rows {
            let label = ticks[row]
            canvas.put(
                pen.words(label ?? "").fitted(to: margin - 2, .right, glyphs: pen.glyphs),
                row: row,
                style: Style(.muted)
            )
            canvas.put(
                label == nil ? pen.sign("│", "|") : pen.sign("┤", "+"),
                row: row,
                column: margin - 1,
                style: Style(.rule)
            )
            for (column, bits) in drawing.cells[row].enumerated() {
                if bits == 0 {
                    guard column == cursor else { continue }
                    canvas.put(
                        pen.sign("│", "|"),
                        row: row,
                        column: margin + column,
                        style: Style(.selectionGutter)
                    )
                } else {
                    canvas.put(
                        pen.bar(bits),
                        row: row,
                        column: margin + column,
                        style: Style(role(chart), bold: column == cursor)
                    )
                }
            }
        }
    }

    private func role(_ chart: MonitorState.Chart) -> Role {
        switch chart {
        case .rate: .bar
        case .errors: .error
        case .latency: .criticalPath
        }
    }

    private func paintAxis(
        _ screen: MonitorState,
        _ series: MonitorSeries,
        row: Int,
        on canvas: inout Canvas
    ) {
        let columns = screen.columns
        let length = series.step * Nanoseconds(series.slices.count)
        let axis = TimeAxis(pen: pen, zone: state.zone, margin: MonitorState.margin)
        let cursor = BrailleChart.column(
            of: screen.cursor,
            count: series.slices.count,
            columns: columns
        )
        axis.paint(label: "", row: row, on: &canvas, mark: cursor) { column in
            series.start.advanced(
                by: length / Nanoseconds(columns) * Nanoseconds(column)
            )
        }
        canvas.put(
            pen.sign("▲", "^"),
            row: row,
            column: MonitorState.margin + cursor,
            style: Style(.selectionGutter, bold: true)
        )
    }
}

extension Pen {
    /// Part of a bar or band: a braille pattern, or a mark of the same height in ASCII.
    fileprivate func bar(_ bits: UInt8) -> SafeText {
        guard glyphs == .ascii else { return braille(bits) }
        let height = [0x09, 0x12, 0x24, 0xC0].count { bits & $0 != 0 }
        let isLow = bits & 0x1B == 0
        return switch height {
        case 4: "#"
        case 3: "="
        case 2: ":"
        default: isLow ? "." : "-"
        }
    }
}
