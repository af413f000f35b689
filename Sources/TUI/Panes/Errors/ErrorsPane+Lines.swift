import Explorer
import TerminalText
import TraceAnalysis

extension ErrorsPane {
    /// The groups of failures in words.
    func lines(_ screen: ErrorsState) -> ScreenLines {
        let view = state.context.spokenView
        let chosen = state.settings.columns.columns(of: .errors, as: ErrorColumn.self)
        let row = SpokenRow(ErrorColumn.shown(chosen, in: ErrorList(view, chosen: chosen)))
        return ScreenLines(
            title: "Errors",
            rowCount: screen.shown.count,
            selected: screen.cursor.selected,
            noun: "failures",
            emptyText: screen.emptyText,
            order: screen.order.rawValue
        ) { index in
            let group = screen.shown[index]
            let isNew = screen.live?.newGroups.contains(group.origin) ?? false
            return row.words(ErrorRow(group, isNew: isNew))
        }
    }
}
