import TraceModel

extension TraceState {
    package var hints: [Action] {
        guard prepared != nil else { return [.refresh, .back] }
        if focus == .details { return [.open, .fold, .nextPane, .details] }
        let walk: [Action] = find == nil ? [.search] : [.nextHit, .onlyHits]
        switch view {
        case .tree: return [.open, .nextError] + walk + [.fold, .zoomIn, .details, .viewSpans]
        case .spans: return [.open, .sort, .nextError] + walk + [.details, .viewTree]
        case .events: return [.open, .details] + walk + [.viewTree]
        case .json: return walk + [.pager, .viewTree]
        }
    }

    /// Only the table of spans has columns to choose.
    package func listColumns(_ context: ScreenContext) -> ListColumns? {
        guard view == .spans, let prepared else { return nil }
        let usual = SpanColumn.usual(in: SpanList(context.listView, prepared))
        return ListColumns(list: .spans, usual: usual.map(\.rawValue))
    }

    package var savable: SaveTarget.Content? { prepared.map { .trace($0.trace) } }

    package func copyText(_ item: CopyItem, _ context: ScreenContext) -> String? {
        switch item {
        case .traceID: return id.hex
        case .curl: return context.curl(id)
        case .link:
            return context.page(of: id, span: prepared == nil ? nil : selectedDetails?.span?.id)
        case .value, .keyAndValue, .spanID, .json, .summary, .markdown:
            let row = focus == .details ? details?.selected : nil
            return selectedDetails?.copyText(item, of: row, context)
        }
    }

    /// The details of the selected span, whether they are shown or not.
    private var selectedDetails: SpanDetails? {
        guard let prepared, let currentNode else { return nil }
        return details ?? SpanDetails(prepared, node: currentNode)
    }
}
