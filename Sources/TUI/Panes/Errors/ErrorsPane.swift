import Explorer
import PlainText
import TerminalText
import TraceAnalysis
import TraceModel

/// Failures by where they began: a table, and below it the details of the selected group.
struct ErrorsPane {
    let pen: Pen
    let state: ExplorerState

    func paint(_ screen: ErrorsState, on canvas: inout Canvas) {
        guard !screen.shown.isEmpty else {
            canvas.putEmpty(
                screen.emptyText(state.context),
                isFailure: screen.answer.failure != nil,
                pen: pen
            )
            return
        }
        let view = state.context.listView(pen.lettering, columns: canvas.size.columns)
        let chosen = state.settings.columns.columns(of: .errors, as: ErrorColumn.self)
        let painter = ColumnPainter(
            ErrorColumn.shown(
                chosen,
                in: ErrorList(view, screen.shown.map(screen.row)),
                sorted: screen.sortedColumn
            ),
            width: canvas.size.columns,
            pen: pen
        )
        painter.paint(screen, on: &canvas) { index in (screen.row(screen.shown[index]), nil) }
        let details = screen.detailRows
        if details > 0, let group = screen.selected {
            let rows = canvas.size.rows
            canvas.region(rows: rows - details..<rows, columns: 0..<canvas.size.columns) {
                paintDetails(group, screen, on: &$0)
            }
        }
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
        let first = TimeText.briefWithOffset(group.first, now: state.now, in: state.zone)
        let last = TimeText.briefWithOffset(group.last, now: state.now, in: state.zone)
        let share =
            switch screen.share(of: group) {
            case .success(let share): share.sentence(in: state.zone)
            case .failure(let reason): reason.words
            }
        return "\(CountText.of(group.count, "failure")) in "
            + "\(CountText.of(group.examples.count, "trace")) · \(share) · "
            + "first \(first), last \(last)"
    }

    /// What became of the failures, in words.
    private func ends(_ group: FailureGroup) -> String {
        func count(_ outcome: FailureOutcome) -> String? {
            group.outcomes[outcome].map(CountText.grouped)
        }
        var words: [String] = []
        if let count = count(.surfaced) { words.append("\(count) reached the top") }
        if let count = count(.swallowed) {
            words.append("\(count) swallowed: a caller above was fine")
        }
        if let count = count(.retried) { words.append("\(count) retried, then fine") }
        if let count = count(.late) { words.append("\(count) late: nobody waited") }
        if group.echoes > 0 {
            words.append(
                "\(CountText.of(group.echoes, "echo", plural: "echoes")): failed spans above that only repeat them"
            )
        }
        return words.joined(separator: " · ")
    }
}
