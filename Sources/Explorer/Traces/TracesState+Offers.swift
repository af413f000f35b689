import PlainText
import TraceModel

extension TracesState {
    package var hints: [Action] {
        if summaries.isEmpty { return [.editQuery, .refresh, .back] }
        if focus == .strip { return [.open, .left, .right, .sliceStart, .sliceEnd, .nextPane] }
        if live != nil { return [.open, .letIn, .mark, .follow, .search, .sort, .nextError] }
        if !marks.isEmpty { return [.open, .mark, .editQuery, .search, .sort, .follow] }
        return [.open, .editQuery, .search, .sort, .follow, .nextError, .nextPane]
    }

    package var spareHints: [Action] {
        guard !summaries.isEmpty else { return [] }
        return (marks.isEmpty && live == nil ? [.mark] : []) + [.errors, .monitor, .pager]
    }

    package func listColumns(_ context: ScreenContext) -> ListColumns? {
        let usual = TraceColumn.usual(in: TraceList(context.listView))
        return ListColumns(list: .traces, usual: usual.map(\.rawValue))
    }

    package var searchTerms: SearchTerms? {
        var terms = terms
        // The length of a page says nothing about how much should be read.
        terms.limit = nil
        return terms
    }

    /// The marked traces, else the traces that are shown.
    package var savable: SaveTarget.Content? {
        if !marks.isEmpty { return .traces(chosen) }
        return shown.isEmpty ? nil : .traces(shown.map { summaries[$0] })
    }

    package func pagerText(_ context: ScreenContext) -> String? {
        let rows = shown.map { TraceRow(summaries[$0]) }
        let list = TraceList(context.textView, TraceListFacts(rows.lazy.map(\.summary)))
        return context.text(rows, context.textColumns(list, as: .traces, TraceColumn.self), self)
    }

    package var copyCount: Int { marks.count }

    /// A line for each marked trace, else what the selected one has.
    package func copyText(_ item: CopyItem, _ context: ScreenContext) -> String? {
        let lines = chosen.compactMap { Self.copyLine(item, of: $0, context) }
        return lines.isEmpty ? nil : lines.joined(separator: "\n")
    }

    private static func copyLine(
        _ item: CopyItem,
        of summary: TraceSummary,
        _ context: ScreenContext
    ) -> String? {
        switch item {
        case .value: summary.title
        case .traceID: summary.id.hex
        case .curl: context.curl(summary.id)
        case .summary: line(summary, context)
        case .link: context.page(of: summary.id)
        case .keyAndValue, .spanID, .json, .markdown: nil
        }
    }

    private static func line(_ summary: TraceSummary, _ context: ScreenContext) -> String {
        var words = [
            summary.title, DurationText.short(summary.duration),
            CountText.of(summary.spanCount, "span"),
        ]
        if summary.errorCount > 0 { words.append(CountText.of(summary.errorCount, "error")) }
        words.append("trace \(summary.id.jaegerHex)")
        words.append(
            (summary.start.isKnown ? "" : "start ") + TimeText.rfc3339OrUnknown(summary.start)
        )
        if let page = context.page(of: summary.id) { words.append(page) }
        return words.joined(separator: " · ")
    }
}
