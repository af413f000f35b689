import TraceAnalysis
package import TraceModel

extension TraceState {
    package var hints: [Action] {
        guard prepared != nil else { return [.refresh, .back] }
        if focus == .details {
            let attribute: [Action] = selectedAttribute == nil ? [] : [.attribute]
            let wrap: [Action] = details?.hasLongValues == true ? [.wrap] : []
            return [.open] + attribute + [.fold, .nextPane] + wrap + [.details]
        }
        let isFound = find.map { !$0.hits.isEmpty } ?? false
        let walk: [Action] = isFound ? [.nextHit, .onlyHits] : [.search]
        let error: [Action] = prepared?.overview.errorCount ?? 0 > 0 ? [.nextError] : []
        let smell: [Action] = prepared?.smells.isEmpty == false ? [.nextSmell] : []
        switch view {
        case .tree: return [.open] + error + smell + walk + [.fold, .zoomIn, .details, .viewSpans]
        case .flame: return [.zoomIn, .viewFlame] + error + walk + [.details, .viewTree]
        case .statistics: return [.open, .sort, .groupBy] + walk + [.viewTree]
        case .graph: return [.open] + walk + [.viewTree]
        case .spans: return [.open, .sort] + error + walk + [.details, .viewTree]
        case .events: return [.open, .details] + walk + [.viewTree]
        case .json: return walk + [.viewJSON, .pager, .viewTree]
        case .story: return [.open, .pager, .viewTree]
        }
    }

    package var spareHints: [Action] {
        prepared == nil ? [] : [.follow, .errors, .monitor, .pager]
    }

    package func mistake(
        in text: String,
        _ purpose: PromptState.Purpose
    ) -> QueryTextError? {
        guard purpose == .find && view != .json || purpose == .onlyHits else { return nil }
        do throws(QueryTextError) {
            _ = try SoughtSpans(parsing: text)
            return nil
        } catch {
            return error
        }
    }

    package func completion(
        of text: String,
        cursor: Int,
        _ purpose: PromptState.Purpose
    ) -> QueryCompletion {
        guard purpose == .find && view != .json || purpose == .onlyHits, let prepared else {
            return QueryCompletion(replaced: 0..<0, candidates: [])
        }
        return ExpressionCompletion(prepared: prepared).at(cursor, of: text)
    }

    /// Views that are tables have columns to choose.
    package func listColumns(_ context: ScreenContext) -> ListColumns? {
        guard let prepared else { return nil }
        func columns<Choice: ListColumn>(_ name: ListName, _ usual: [Choice]) -> ListColumns {
            ListColumns(list: name, usual: usual.map(\.rawValue))
        }
        let shown = context.listView
        switch view {
        case .flame, .json, .story: return nil
        case .tree: return ListColumns(list: .tree, usual: [])
        case .spans: return columns(.spans, SpanColumn.usual(in: SpanList(shown, prepared)))
        case .events: return columns(.events, EventColumn.usual(in: EventsOfTrace(shown, prepared)))
        case .statistics:
            return views.statistics.statistics.map {
                columns(.statistics, StatisticsColumn.usual(in: StatisticsList(shown, $0)))
            }
        case .graph:
            return views.graph.graph.map {
                columns(.graph, GraphColumn.usual(in: GraphList(shown, $0)))
            }
        }
    }

    package var savable: SaveTarget.Content? { prepared.map { .trace($0.trace) } }

    /// Of the details below the tree, while they have the focus.
    package var selectedAttribute: SelectedAttribute? {
        focus == .details ? details?.selectedAttribute : nil
    }

    package var shownTrace: TraceID? { prepared?.trace.id }

    package func copyText(_ item: CopyItem, _ context: ScreenContext) -> String? {
        switch item {
        case .traceID: return id.hex
        case .curl: return context.curl(id)
        case .link:
            return context.page(of: id, span: prepared == nil ? nil : selectedDetails?.span?.id)
        case .value, .summary, .markdown:
            if view == .story, focus == .main { return views.story.story?.copyText(item) }
            let row = focus == .details ? details?.selected : nil
            return selectedDetails?.copyText(item, of: row, context)
        case .keyAndValue, .spanID, .json:
            let row = focus == .details ? details?.selected : nil
            return selectedDetails?.copyText(item, of: row, context)
        }
    }

    package var selectedService: String? {
        let span = currentNode.flatMap { node in
            prepared.flatMap { node < $0.tree.spanCount ? $0.trace[node] : nil }
        }
        return span?.serviceName ?? prepared?.overview.rootService ?? summary?.rootService
    }

    /// The details of the selected span, whether they are shown or not.
    private var selectedDetails: SpanDetails? {
        guard let prepared, let currentNode else { return nil }
        return details ?? SpanDetails(prepared, node: currentNode, links: linkPatterns)
    }
}
