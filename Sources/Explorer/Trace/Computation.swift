package import TraceAnalysis
package import TraceModel

/// Pure work on a trace that may take longer than a key press should.
package enum Computation: Sendable {
    case find(PreparedTrace, SoughtSpans)
    case sortSpans(PreparedTrace, SpanOrder)
    case events(PreparedTrace)
    case json(PreparedTrace, isRaw: Bool, JSONForm)
    case findLines(JSONLines, text: String)
    case statistics(PreparedTrace, by: SpanGrouping, then: SpanGrouping?, StatisticsOrder)
    case sortStatistics(TraceStatistics, StatisticsOrder)
    case boxes(PreparedTrace, SpanBoxes.Length)
    case graph(PreparedTrace)
    case story(PreparedTrace)
    /// How many spans of each service run at once in a time that is divided into parts.
    case concurrency(PreparedTrace, TimeWindow, parts: Int)
    /// How long spans of an operation took in the trace.
    case likes(PreparedTrace, LikeOperation)
    case colors(PreparedTrace, by: SpanGrouping)
    /// All of a screen as text, which may be millions of lines.
    case text(ScreenText)

    /// Does the work; called off the UI thread.
    package func run(progress: ProgressHandler = { _ in }) -> ComputationResult {
        switch self {
        case .find(let prepared, let sought): return .hits(sought.hits(in: prepared))
        case .sortSpans(let prepared, let order): return .spans(order.sort(prepared))
        case .events(let prepared): return .events(EventRow.all(in: prepared))
        case .json(let prepared, let isRaw, let form):
            return .json(JSONLines(prepared, isRaw: isRaw, form: form))
        case .findLines(let lines, let text):
            return .lines(lines.lines(with: text, progress: progress))
        case .statistics(let prepared, let grouping, let subgrouping, let order):
            let statistics = prepared.statistics(by: grouping, then: subgrouping)
            return .statistics(SortedStatistics(statistics, order))
        case .sortStatistics(let statistics, let order):
            return .statistics(SortedStatistics(statistics, order))
        case .boxes(let prepared, let length): return .boxes(prepared.boxes(length))
        case .graph(let prepared): return .graph(prepared.graph)
        case .colors(let prepared, let grouping):
            return .colors(SpanColors(prepared, by: grouping))
        case .text(let text): return .text(text.make())
        case .story(let prepared): return .story(TraceStory(prepared))
        case .likes(let prepared, let operation):
            return .likes(LikeSpans(operation, in: prepared.trace))
        case .concurrency(let prepared, let window, let parts):
            return .concurrency(
                ServiceConcurrency(
                    prepared.tree,
                    from: window.start,
                    to: window.end,
                    parts: parts,
                    limit: ConcurrencyState.mostRows
                )
            )
        }
    }
}

/// What a ``Computation`` found.
package enum ComputationResult: Sendable {
    /// Span numbers in the order of the tree.
    case hits([Int32])
    /// Span numbers in the order asked for.
    case spans([Int32])
    case events([EventRow])
    case json(JSONLines)
    case story(TraceStory)
    case colors(SpanColors)
    /// Numbers of lines.
    case lines([Int])
    case statistics(SortedStatistics)
    case boxes(SpanBoxes)
    case graph(ServiceGraph)
    case concurrency(ServiceConcurrency)
    case likes(LikeSpans)
    /// Nil where there is nothing yet.
    case text(String?)
}
