import Explorer
import TerminalText

extension MonitorPane {
    /// Rate, errors and latency, a row for each slice of time.
    func lines(_ screen: MonitorState) -> ScreenLines {
        guard let series = screen.series, screen.emptyText(state.context) == nil else {
            return ScreenLines(
                title: "Monitor of \(screen.service)",
                noun: "figures",
                emptyText: screen.emptyText(state.context) ?? ""
            )
        }
        let list = MonitorList(state.context.spokenView, series)
        let chosen = state.settings.columns.columns(of: .monitor, as: MonitorColumn.self)
        let row = SpokenRow(MonitorColumn.shown(chosen, in: list))
        return ScreenLines(
            title: "Monitor: \(screen.title)",
            rowCount: series.slices.count,
            selected: screen.cursor,
            noun: "slices of time"
        ) { row.words(MonitorRow(series, $0)) }
    }
}
