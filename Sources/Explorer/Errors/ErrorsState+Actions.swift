package import TraceAnalysis
import TraceModel

extension ErrorsState {
    package mutating func perform(_ action: Action, _ context: inout ScreenContext) {
        if move(action, context) {
            // Someone who moves is reading: rows stay where they are from now on.
            live?.holdsRows = true
            return
        }
        switch action {
        case .open:
            cursor.choose()
            openTraces(&context)
        case .search: promptToNarrow(&context)
        case .sort:
            order = order.next
            arrange()
        case .invertSort:
            isInverted.toggle()
            arrange()
        case .follow: toggleFollowing(&context)
        // The source is already being asked: the key sorts by the current figures.
        case .refresh where live != nil: arrange()
        case .refresh: searchAnew(&context)
        default: context.sayIdle(action)
        }
    }

    /// The traces of the selected group, each of which opens at the span that failed.
    private func openTraces(_ context: inout ScreenContext) {
        guard let selected else { return context.say("No failure is selected.") }
        // The traces are some of those that the search found; asked again, only those of the group are asked for.
        var terms = terms
        terms.service = selected.origin.service
        terms.operation = selected.origin.operation.isEmpty ? nil : selected.origin.operation
        context.openTraces(
            terms,
            query: search.query,
            of: selected,
            found: selected.examples.compactMap { summaries[$0.traceID] },
            asked: asked
        )
    }

    package var hints: [Action] {
        rows.isEmpty
            ? [.follow, .refresh, .back]
            : [.open, .follow, .search, .sort, .back, .refresh, .monitor]
    }

    package func listColumns(_ context: ScreenContext) -> ListColumns? {
        let usual = ErrorColumn.usual(in: ErrorList(context.listView))
        return ListColumns(list: .errors, usual: usual.map(\.rawValue))
    }

    package var searchTerms: SearchTerms? { terms }
    package var selectedService: String? { selected?.origin.service ?? terms.service }

    /// A group with what its columns show.
    package func row(_ group: FailureGroup) -> ErrorRow {
        ErrorRow(
            group,
            share: share(of: group),
            isNew: live?.newGroups.contains(group.origin) ?? false
        )
    }

    package func pagerText(_ context: ScreenContext) -> String? {
        let rows = shown.map(row)
        let list = ErrorList(context.textView)
        return context.text(rows, context.textColumns(list, as: .errors, ErrorColumn.self), self)
    }

    package func copyText(_ item: CopyItem, _ context: ScreenContext) -> String? {
        let trace = selected?.examples.first?.traceID
        return switch item {
        case .value: selected?.origin.line
        case .traceID: trace?.hex
        case .curl: trace.flatMap { context.curl($0) }
        case .link: trace.flatMap { context.page(of: $0) }
        case .keyAndValue, .spanID, .json, .summary, .markdown: nil
        }
    }
}
