import Explorer
import TerminalText
import TraceModel

/// The list of services; columns that the source cannot fill are absent.
struct ServicesPane {
    let pen: Pen

    private static let operationColumns = 5
    private static let rateColumns = 8
    private static let trendColumns = 15

    func paint(_ state: ServicesState, on canvas: inout Canvas) {
        guard !state.rows.isEmpty else {
            let text =
                state.services.failure
                ?? (state.services.value == nil
                    ? "" : "no services yet: nothing has reported spans. R asks again")
            canvas.putNotice(
                text,
                pen: pen,
                style: Style(state.services.failure == nil ? .muted : .error)
            )
            canvas.cursor = CanvasPoint(row: 0, column: 0)
            return
        }
        let layout = columns(state, width: canvas.size.columns)
        canvas.put("SERVICE", row: 0, column: 2, style: Style(.headerLine, bold: true))
        for column in layout.cells {
            canvas.put(
                pen.cell(column.title, column.width, column.alignment),
                row: 0,
                column: column.start,
                style: Style(.headerLine, bold: true)
            )
        }
        if state.shown.isEmpty {
            canvas.putNotice("nothing matches /\(state.narrow); Esc shows all", pen: pen)
        }
        for (line, index) in state.visible.enumerated() {
            let row = state.shown[index]
            let isSelected = index == state.cursor.selected
            if isSelected { canvas.markSelected(row: line + 1, pen: pen) }
            canvas.put(
                pen.text(row.name, columns: layout.nameWidth),
                row: line + 1,
                column: 2,
                style: Style(.service(named: row.name))
            )
            for column in layout.cells {
                let (text, style) = content(of: column.kind, row)
                canvas.put(
                    text.fitted(to: column.width, column.alignment, glyphs: pen.glyphs),
                    row: line + 1,
                    column: column.start,
                    style: style
                )
            }
        }
    }

    private enum Kind { case operations, calls, errors, p50, p95, trend }

    private struct Column {
        let kind: Kind
        let title: String
        let width: Int
        var start = 0
        var alignment: SafeText.Alignment { kind == .trend ? .left : .right }
    }

    private func columns(_ state: ServicesState, width: Int) -> (nameWidth: Int, cells: [Column]) {
        var cells = [Column(kind: .operations, title: "OPS", width: Self.operationColumns)]
        if state.hasRates {
            cells += [
                Column(kind: .calls, title: "CALLS/s", width: Self.rateColumns),
                Column(kind: .errors, title: "ERRORS", width: Self.rateColumns),
                Column(kind: .p50, title: "P50", width: 7),
                Column(kind: .p95, title: "P95", width: 7),
                Column(kind: .trend, title: "LAST 15 MIN", width: Self.trendColumns),
            ]
        }
        let names = state.rows.lazy.map { pen.text($0.name, columns: 60).width }.max() ?? 0
        let least = max(12, min(names, 22))
        while cells.count > 1 && cells.reduce(4 + least, { $0 + $1.width + 1 }) > width {
            cells.removeLast()
        }
        let used = cells.reduce(2) { $0 + $1.width + 1 }
        let nameWidth = max(min(least, 12), min(names + 2, width - used))
        var start = 2 + nameWidth
        for index in cells.indices {
            start += 1
            cells[index].start = start
            start += cells[index].width
        }
        // Air between the last figure and the trend.
        if let last = cells.indices.last, cells[last].kind == .trend { cells[last].start += 2 }
        return (nameWidth, cells)
    }

    /// Nil for what no duration can be: sources may answer anything.
    private func duration(_ nanoseconds: Double) -> String? {
        (0..<9e18).contains(nanoseconds) ? DurationText.short(Nanoseconds(nanoseconds)) : nil
    }

    private func content(of kind: Kind, _ row: ServiceRow) -> (SafeText, Style) {
        func figure(_ text: String?) -> (SafeText, Style) {
            text.map { (pen.words($0), Style(.number)) } ?? (pen.unknown, Style(.muted))
        }
        switch kind {
        case .operations:
            guard let count = row.operationCount else { return (pen.none, Style(.muted)) }
            return count < 0 ? (pen.unknown, Style(.muted)) : figure(CountText.grouped(count))
        case .calls: return figure(row.rates?.calls.map(CountText.rate))
        case .errors:
            guard let share = row.rates?.errors else { return (pen.unknown, Style(.muted)) }
            let text = pen.words(CountText.percent(share))
            return share >= 0.05
                ? (pen.failure + " " + text, Style(.error, bold: true)) : (text, Style(.number))
        case .p50:
            return figure(row.rates?.p50.flatMap(duration))
        case .p95:
            return figure(row.rates?.p95.flatMap(duration))
        case .trend:
            let points = (row.rates?.trend ?? []).suffix(Self.trendColumns)
                .map { $0.flatMap { $0.isFinite && $0 >= 0 ? $0 : nil } }
            let most = points.compactMap { $0 }.max() ?? 0
            let blocks = points.map { value -> SafeText in
                guard let value, most > 0 else { return " " }
                return pen.block(1 + Int((value / most * 7).rounded()))
            }
            return (SafeText.joined(blocks, separator: ""), Style(.bar))
        }
    }
}
