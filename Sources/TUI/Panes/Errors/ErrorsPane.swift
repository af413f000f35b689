import Explorer
import PlainText
import TerminalText
import TraceAnalysis
import TraceModel

/// Failures by where they began: a table, and below it all about the selected group.
struct ErrorsPane {
    let pen: Pen
    let state: ExplorerState

    func paint(_ screen: ErrorsState, on canvas: inout Canvas) {
        guard !screen.shown.isEmpty else {
            canvas.putNotice(
                screen.emptyText,
                pen: pen,
                style: Style(screen.answer.failure == nil ? .muted : .error)
            )
            canvas.cursor = CanvasPoint(row: 0, column: 0)
            return
        }
        let layout = Layout(columns: canvas.size.columns)
        paintHeader(layout, on: &canvas)
        for (line, index) in screen.visible.enumerated() {
            if index == screen.cursor.selected { canvas.markSelected(row: line + 1, pen: pen) }
            let group = screen.shown[index]
            let isNew = screen.live?.fresh.contains(group.origin) ?? false
            paint(group, isNew: isNew, row: line + 1, layout, on: &canvas)
        }
        let details = screen.detailRows
        if details > 0, let group = screen.selected {
            let rows = canvas.size.rows
            canvas.region(rows: rows - details..<rows, columns: 0..<canvas.size.columns) {
                paintDetails(group, screen, on: &$0)
            }
        }
    }

    /// Where the columns stand; those that do not fit are left out.
    private struct Layout {
        let hasTimes: Bool
        let placeStart: Int
        let placeWidth: Int
        /// Nil where place and message share a column.
        let whatStart: Int?
        let marksStart: Int?
        let end: Int

        init(columns: Int) {
            hasTimes = columns >= 60
            placeStart = hasTimes ? 27 : 9
            let marks = columns >= 120 ? 40 : columns >= 80 ? 17 : columns >= 60 ? 14 : 0
            marksStart = marks > 0 ? columns - marks + 1 : nil
            end = columns - marks
            placeWidth = columns >= 120 ? min(48, (end - placeStart) / 3) : end - placeStart
            whatStart = columns >= 120 ? placeStart + placeWidth + 2 : nil
        }

        var hasWords: Bool { whatStart != nil }
    }

    private func paintHeader(_ layout: Layout, on canvas: inout Canvas) {
        let style = Style(.headerLine, bold: true)
        canvas.put(pen.cell("COUNT", 6, .right), row: 0, column: 2, style: style)
        if layout.hasTimes {
            canvas.put(pen.cell("SHARE", 6, .right), row: 0, column: 9, style: style)
            canvas.put("LAST", row: 0, column: 17, style: style)
        }
        canvas.put("BEGAN AT", row: 0, column: layout.placeStart, style: style)
        if let start = layout.whatStart {
            canvas.put("WHAT", row: 0, column: start, style: style)
        }
        if let start = layout.marksStart {
            canvas.put("MARKS", row: 0, column: start, style: style)
        }
    }

    private func paint(
        _ group: FailureGroup,
        isNew: Bool,
        row: Int,
        _ layout: Layout,
        on canvas: inout Canvas
    ) {
        let count = pen.failure + pen.text(CountText.brief(group.count))
        canvas.put(
            count.fitted(to: 6, .right, glyphs: pen.glyphs),
            row: row,
            column: 2,
            style: Style(.error, bold: true)
        )
        if layout.hasTimes {
            canvas.put(
                pen.cell(CountText.percent(group.share), 6, .right),
                row: row,
                column: 9,
                style: Style(.number)
            )
            canvas.put(pen.text(time(group.last)), row: row, column: 17, style: Style(.number))
        }
        paintPlace(group.origin, row: row, layout, on: &canvas)
        if let start = layout.marksStart {
            let marks = pen.words(layout.hasWords ? words(group) : letters(group))
            let sign = isNew ? pen.worse + " new " : SafeText()
            canvas.put(
                isNew || !marks.isEmpty
                    ? (sign + marks).prefix(
                        columns: canvas.size.columns - start,
                        glyphs: pen.glyphs
                    ) : pen.none,
                row: row,
                column: start,
                style: isNew
                    ? Style(.error, bold: true) : Style(marks.isEmpty ? .muted : .warning)
            )
        }
    }

    private func paintPlace(
        _ origin: FailureOrigin,
        row: Int,
        _ layout: Layout,
        on canvas: inout Canvas
    ) {
        // Where both share a column, what failed has some of it however long the place is.
        let room = layout.hasWords ? layout.placeWidth : layout.placeWidth * 3 / 5
        let service = pen.text(origin.service, columns: room)
        var column = canvas.put(
            service,
            row: row,
            column: layout.placeStart,
            style: Style(.service(named: origin.service))
        )
        let rest = room - service.width - 1
        if rest > 0, !origin.operation.isEmpty {
            column = canvas.put(
                pen.text(origin.operation, columns: rest),
                row: row,
                column: column + 1
            )
        }
        let start = layout.whatStart ?? column + 2
        canvas.put(
            pen.text(origin.what, columns: max(0, layout.end - start)),
            row: row,
            column: start,
            style: layout.hasWords ? .text : Style(.muted)
        )
    }

    /// The clock alone on the day of now, else the day.
    private func time(_ time: Timestamp) -> String {
        let day = TimeText.date(time, in: state.zone)
        return day == TimeText.date(state.now, in: state.zone)
            ? String(TimeText.clock(time, in: state.zone).prefix(8)) : String(day.suffix(8))
    }

    private static let marks: [(outcome: FailureOutcome, letter: String, word: String)] = [
        (.swallowed, "s", "swallowed"), (.retried, "r", "retried"), (.late, "l", "late"),
    ]

    private func letters(_ group: FailureGroup) -> String {
        var marks = Self.marks.compactMap { mark in
            group.outcomes[mark.outcome].map { mark.letter + CountText.brief($0) }
        }
        if group.echoes > 0 { marks.append("e" + CountText.brief(group.echoes)) }
        return marks.joined(separator: " ")
    }

    private func words(_ group: FailureGroup) -> String {
        var marks = Self.marks.compactMap { mark in
            group.outcomes[mark.outcome].map { "\(CountText.brief($0)) \(mark.word)" }
        }
        if group.echoes > 0 { marks.append(CountText.of(group.echoes, "echo", plural: "echoes")) }
        return marks.joined(separator: ", ")
    }

    private func paintDetails(
        _ group: FailureGroup,
        _ screen: ErrorsState,
        on canvas: inout Canvas
    ) {
        canvas.titledLine(
            pen.text(group.origin.place, columns: canvas.size.columns),
            row: 0,
            glyphs: pen.glyphs
        )
        let width = canvas.size.columns - 4
        let what = pen.paragraph(group.origin.what, columns: width)
        var row = 1
        for line in what.prefix(2) {
            canvas.put(line, row: row, column: 2, style: Style(.error))
            row += 1
        }
        for text in [figures(group, screen), ends(group)] {
            for line in pen.paragraph(text, columns: width) where row < canvas.size.rows {
                canvas.put(line, row: row, column: 2)
                row += 1
            }
        }
    }

    private func figures(_ group: FailureGroup, _ screen: ErrorsState) -> String {
        let first = TimeText.brief(group.first, now: state.now, in: state.zone)
        let last = TimeText.brief(group.last, now: state.now, in: state.zone)
        let share = CountText.percent(group.share)
        return "\(CountText.of(group.count, "failure")) in "
            + "\(CountText.of(group.examples.count, "trace")) · \(share) of "
            + "\(CountText.of(group.calls, "call")) in the traces read · first \(first), last \(last)"
    }

    /// What became of the failures, in words.
    private func ends(_ group: FailureGroup) -> String {
        func count(_ outcome: FailureOutcome) -> String? {
            group.outcomes[outcome].map(CountText.grouped)
        }
        var words: [String] = []
        if let count = count(.surfaced) { words.append("\(count) rose to the top") }
        if let count = count(.swallowed) {
            words.append("s \(count) swallowed: a caller above was fine")
        }
        if let count = count(.retried) { words.append("r \(count) retried, then fine") }
        if let count = count(.late) { words.append("l \(count) late: nobody waited") }
        if group.echoes > 0 {
            words.append(
                "e \(CountText.of(group.echoes, "failed span")) above only repeat them"
            )
        }
        return words.joined(separator: " · ")
    }
}
