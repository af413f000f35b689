import PlainText
import TerminalText
import TraceAnalysis
import TraceModel

/// The view that is shown as text.
extension TraceState {
    package func pagerText(_ context: ScreenContext) -> String? {
        guard let prepared else { return nil }
        if focus == .details, let details {
            let lettering = context.textView.lettering
            return context.text(SpanDetailsText(details, lettering, columns: nil).lines, self)
        }
        switch view {
        case .tree:
            var list = SpanList(context.textView, prepared)
            list.rows = rows
            list.colors = colors
            let usual = SpanColumn.usual(in: list)
            let chosen = usual.dropLast() + treeTable.columns + usual.suffix(1)
            let columns = SpanColumn.shown(Array(chosen), in: list)
            return page((rows?.nodes ?? []).map { Int($0) }, columns, context)
        case .spans:
            var list = SpanList(context.textView, prepared)
            list.colors = colors
            let columns = context.textColumns(list, as: .spans, SpanColumn.self)
            return page(views.table.rows.map { Int($0) }, columns, context)
        case .events:
            let list = EventsOfTrace(context.textView, prepared)
            return context.text(
                views.events.rows,
                context.textColumns(list, as: .events, EventColumn.self),
                self
            )
        case .flame:
            guard let boxes = views.flame.boxes else { return nil }
            let list = BoxList(context.textView, prepared, boxes)
            return page(list.rows, BoxColumn.shown(nil, in: list), context)
        case .statistics:
            guard let statistics = views.statistics.statistics else { return nil }
            let list = StatisticsList(context.textView, statistics)
            let columns = context.textColumns(list, as: .statistics, StatisticsColumn.self)
            return page(Array(views.statistics.rows), columns, context)
        case .graph:
            guard let graph = views.graph.graph else { return nil }
            let list = GraphList(context.textView, graph)
            let columns = context.textColumns(list, as: .graph, GraphColumn.self)
            return page(views.graph.rows, columns, context)
        case .json:
            guard let lines = views.json.lines else { return nil }
            return lines.lines(0..<lines.count).joined(separator: "\n") + "\n"
        case .story:
            guard let story = views.story.story else { return nil }
            let letters = context.textView.lettering
            return context.text(story.lines.map { letters.words($0).string }, self)
        }
    }

    package func editorText(_ context: ScreenContext) -> EditorText? {
        if focus == .details, let value = details?.editorText { return value }
        let kind: EditorText.Kind = view == .json && focus == .main ? .json : .screen
        return pagerText(context).map { EditorText($0, kind) }
    }

    private func page<Row>(
        _ rows: [Row],
        _ columns: [Column<Row>],
        _ context: ScreenContext
    ) -> String? {
        guard !rows.isEmpty else { return nil }
        let table = TextTable(columns: columns, limit: nil, glyphs: .unicode).lines(rows)
        let letters = context.textView.lettering
        let legend = legendRows > 0 ? colors.map { [$0.legend(letters).text.string] } ?? [] : []
        return context.text([letters.words(header).string] + legend + [""] + table, self)
    }
}
