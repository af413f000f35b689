import Explorer
import TerminalText
import TraceModel

extension OperationsPane {
    /// The operations of a service in words.
    func lines(_ screen: OperationsState) -> ScreenLines {
        let list = RateList(state.context.spokenView, screen)
        let chosen = state.settings.columns.columns(of: .operations, as: OperationColumn.self)
        let row = SpokenRow(OperationColumn.shown(chosen, in: list))
        return ScreenLines(
            title: "Operations of \(screen.service)",
            rowCount: screen.shown.count,
            selected: screen.cursor.selected,
            noun: "operations",
            emptyText: screen.emptyText(state.context),
            order: screen.order.rawValue
        ) { index in
            let operation = screen.shown[index]
            return row.words(OperationRow(operation, rates: screen.rates[operation.name]))
        }
    }
}
