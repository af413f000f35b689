import Explorer
import PlainText
import TerminalText
import TraceAnalysis
import TraceModel

/// Flame graph, statistics and graph of services in words.
extension TracePane {
    /// The rows of boxes in sight of the selected one: its path from the root, the box, and the boxes right below it.
    func addBoxes(_ screen: TraceState, _ prepared: PreparedTrace, to lines: inout ScreenLines) {
        lines.noun = "boxes"
        let flame = screen.views.flame
        guard let boxes = flame.boxes, flame.selectedBox != nil else { return }
        let list = BoxList(state.context.spokenView, prepared, boxes)
        lines.facts.append(
            flame.length == .cost
                ? "Durations added up, siblings of one name merged."
                : "One box for each span."
        )
        lines.facts.append("The path to the selected box, then what is right below it.")
        let rows = flame.surroundings
        lines.rowCount = rows.count
        lines.selected = rows.firstIndex(of: flame.selected)
        lines.row = { spoken(rows[$0], boxes, list) }
    }

    private func spoken(_ index: Int, _ boxes: SpanBoxes, _ list: BoxList) -> String {
        let box = boxes.boxes[index]
        let span = list.span(index)
        let names = [span.serviceName, span.name].filter { !$0.isEmpty }
        var words = [
            names.isEmpty ? "no name" : names.joined(separator: " "), "level \(box.row + 1)",
            DurationText.short(box.total), "\(CountText.percent(list.share(index))) of all",
            "self \(DurationText.short(box.own))",
        ]
        if box.spanCount > 1 { words.append(CountText.of(Int(box.spanCount), "span")) }
        if box.errors > 0 { words.append("\(box.errors) failed") }
        let below = boxes.children(of: index).count
        if below > 0 { words.append("\(CountText.of(below, "box", plural: "boxes")) below") }
        return words.joined(separator: ", ")
    }

    func addStatistics(_ screen: TraceState, to lines: inout ScreenLines) {
        let statistics = screen.views.statistics
        lines.noun = "groups"
        guard let found = statistics.statistics else { return }
        let chosen = state.settings.columns.columns(of: .statistics, as: StatisticsColumn.self)
        let list = StatisticsList(state.context.spokenView, found)
        let row = SpokenRow(StatisticsColumn.shown(chosen, in: list))
        lines.rowCount = statistics.rows.count
        lines.selected = statistics.cursor.selected
        lines.order = statistics.order.column.orderName
        lines.row = { index in
            let shown = statistics.rows[index]
            return (shown.isPart ? "part " : "") + row.words(shown)
        }
    }

    func addGraph(_ screen: TraceState, to lines: inout ScreenLines) {
        let graph = screen.views.graph
        lines.noun = "services"
        guard let found = graph.graph else { return }
        lines.rowCount = graph.rows.count
        lines.selected = graph.cursor.selected
        lines.row = { spoken(graph.rows[$0], found) }
    }

    private func spoken(_ row: GraphRow, _ graph: ServiceGraph) -> String {
        func name(_ place: Int) -> String {
            graph.nodes[place].name.isEmpty ? "no name" : graph.nodes[place].name
        }
        switch row {
        case .service(let index):
            let node = graph.nodes[index]
            var words = [name(index), CountText.of(node.calls, "call")]
            if node.isInstrumented {
                words.insert(CountText.of(node.spanCount, "span"), at: 1)
                words.append("self \(DurationText.short(node.own))")
            } else {
                words.insert("no spans of its own", at: 1)
            }
            if node.errors > 0 { words.append("\(node.errors) failed") }
            return words.joined(separator: ", ")
        case .call(let index):
            let edge = graph.edges[index]
            var words = [
                "\(name(edge.caller)) calls \(name(edge.callee))", CountText.of(edge.calls, "call"),
                DurationText.short(edge.total),
            ]
            if edge.isAsync { words.insert("through a queue", at: 1) }
            if edge.way > 0 { words.append("\(DurationText.short(edge.way)) on the way") }
            if edge.errors > 0 { words.append("\(edge.errors) failed") }
            return words.joined(separator: ", ")
        }
    }
}
