import Explorer
import TerminalText
import TraceAnalysis

extension ErrorsPane {
    /// The groups of failures in words.
    func lines(_ screen: ErrorsState) -> ScreenLines {
        let rows = screen.shown.map(screen.row)
        let chosen = state.settings.columns.columns(of: .errors, as: ErrorColumn.self)
        let usual: [ErrorColumn] = [.place, .what, .count, .share, .marks, .last]
        let list = ErrorList(state.context.spokenView, rows)
        let row = SpokenRow(ErrorColumn.shown(chosen ?? usual, in: list))
        return ScreenLines(
            title: "Errors",
            rowCount: screen.shown.count,
            selected: screen.cursor.selected,
            noun: "failures",
            emptyText: screen.emptyText(state.context),
            order: screen.order.rawValue
        ) { row.words(rows[$0]) }
    }
}
