import Explorer
import TerminalText

extension ServicesPane {
    /// The services in words.
    func lines(_ screen: ServicesState) -> ScreenLines {
        let list = RateList(state.context.spokenView, screen)
        let chosen = state.settings.columns.columns(of: .services, as: ServiceColumn.self)
        let usual: [ServiceColumn] =
            screen.hasRates ? [.name, .calls, .errors, .p50, .p95] : [.name]
        let row = SpokenRow(ServiceColumn.shown(chosen ?? usual, in: list))
        return ScreenLines(
            title: "Services",
            rowCount: screen.shown.count,
            selected: screen.cursor.selected,
            noun: "services",
            emptyText: screen.emptyText,
            order: screen.order.rawValue
        ) { index in
            let service = screen.shown[index]
            let isPinned = screen.pinned.contains(service.name)
            return row.words(service) + (isPinned ? ", pinned" : "")
        }
    }
}
