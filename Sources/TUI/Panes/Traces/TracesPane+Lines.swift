import Explorer
import TerminalText
import TraceModel

extension TracesPane {
    /// The traces found, in words.
    func lines(_ screen: TracesState) -> ScreenLines {
        let list = TraceList(
            state.context.spokenView,
            screen.facts,
            scroll: 0
        )
        let chosen = state.settings.columns.columns(of: .traces, as: TraceColumn.self)
        // What tells traces apart comes first; ids are for eyes and machines.
        let usual: [TraceColumn] = [.root, .duration, .errors, .spans, .services, .start]
        let row = SpokenRow(TraceColumn.shown(chosen ?? usual, in: list))
        return ScreenLines(
            title: "Traces",
            facts: ["Query: \(screen.queryText(state.context))"],
            rowCount: screen.shown.count,
            selected: screen.cursor.selected,
            noun: "traces",
            emptyText: screen.emptyText(state.context),
            order: screen.order.rawValue
        ) { index in
            let summary = screen.summaries[screen.shown[index]]
            return row.words(TraceRow(summary))
                + (screen.marks.contains(summary.id) ? ", marked" : "")
        }
    }
}
