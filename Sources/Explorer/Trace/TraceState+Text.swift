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
            let columns = SpanColumn.shown(nil, in: list)
            return page((rows?.nodes ?? []).map { Int($0) }, columns, context)
        case .spans:
            let list = SpanList(context.textView, prepared)
            let columns = context.textColumns(list, as: .spans, SpanColumn.self)
            return page(views.table.rows.map { Int($0) }, columns, context)
        case .events:
            guard !views.events.rows.isEmpty else { return nil }
            return context.text(views.events.rows.map { line($0, prepared) }, self)
        case .json:
            guard let lines = views.json.lines else { return nil }
            return lines.lines(0..<lines.count).joined(separator: "\n") + "\n"
        case .story:
            guard let story = views.story.story else { return nil }
            let letters = context.textView.lettering
            return context.text(story.lines.map { letters.words($0).string }, self)
        }
    }

    private func page(
        _ nodes: [Int],
        _ columns: [Column<Int>],
        _ context: ScreenContext
    ) -> String? {
        guard !nodes.isEmpty else { return nil }
        let table = TextTable(columns: columns, limit: nil, glyphs: .unicode).lines(nodes)
        return context.text([context.textView.lettering.words(header).string, ""] + table, self)
    }

    private func line(_ row: EventRow, _ prepared: PreparedTrace) -> String {
        let span = prepared.trace[Int(row.span)]
        let event = span.events[Int(row.event)]
        let offset = event.time.since(prepared.overview.start)
        let words =
            ["+" + DurationText.short(offset), span.serviceName, span.name, event.name]
            + event.attributes.map { "\($0.key)=\(JSONText.plain($0.value))" }
        let text = words.filter { !$0.isEmpty }.joined(separator: "  ")
        return Lettering(glyphs: .unicode, longest: .max / 2).text(text).string
    }
}
