import TraceAnalysis
import TraceModel

/// Pure work on a trace that may take longer than a key press should.
package enum Computation: Sendable {
    case find(PreparedTrace, SoughtSpans)
    case sortSpans(PreparedTrace, SpanOrder)
    case events(PreparedTrace)
    case json(PreparedTrace, isRaw: Bool)
    case story(PreparedTrace)

    /// Does the work; called off the UI thread.
    package func run() -> ComputationResult {
        switch self {
        case .find(let prepared, let sought): return .hits(sought.hits(in: prepared))
        case .sortSpans(let prepared, let order): return .spans(order.sort(prepared))
        case .events(let prepared): return .events(EventRow.all(in: prepared))
        case .json(let prepared, let isRaw):
            return .json(JSONLines(prepared, isRaw: isRaw))
        case .story(let prepared): return .story(TraceStory(prepared))
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
}
