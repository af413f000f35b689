import TraceAnalysis
package import TraceModel

/// What is known of how long spans of an operation take, for as long as the explorer runs or until a trace is asked for again.
struct LikeMemory: Sendable {
    enum Key: Sendable, Hashable {
        /// Of all traces of the source.
        case source(LikeOperation)
        /// Of one trace.
        case trace(TraceID, LikeOperation)
    }

    private(set) var known: [Key: LikeSpans] = [:]
    /// Of the roots of traces that were opened from a list, with what the list says of the trace itself.
    private(set) var listed: [TraceID: (spans: LikeSpans, own: Nanoseconds)] = [:]
    private(set) var requests: [RequestID: Key] = [:]

    /// The most operations that are remembered.
    private static let most = 500

    mutating func note(_ request: RequestID, for key: Key) { requests[request] = key }

    func isAsked(_ key: Key) -> Bool { requests.values.contains(key) }

    /// Takes a reply; false if it is not for one of the requests.
    mutating func take(_ id: RequestID, _ reply: ExplorerReply) -> Bool {
        guard let key = requests.removeValue(forKey: id) else { return false }
        if known.count >= Self.most { known = [:] }
        switch reply {
        case .likes(let found), .computed(.likes(let found)): known[key] = found
        // It is not asked for again at each key.
        default: known[key] = LikeSpans(durations: [], origin: .trace)
        }
        return true
    }

    mutating func note(_ spans: LikeSpans, own: Nanoseconds, of trace: TraceID) {
        if listed.count >= Self.most { listed = [:] }
        listed[trace] = (spans, own)
    }

    mutating func forget() { known = [:] }
}

extension ScreenContext {
    /// How a span compares with others like it, in words; asks for them where they are not known yet.
    ///
    /// A source in this process is searched for them. A server is not, since whole traces would travel: of it the list that
    /// the trace was opened from tells of roots, and the trace itself of all its spans.
    mutating func likeWords(of node: Int, in prepared: PreparedTrace) -> String? {
        guard source.value != nil, node < prepared.tree.spanCount else { return nil }
        let span = prepared.trace[node]
        guard !span.isUnfinished else { return nil }
        let duration = max(0, span.duration)
        let operation = LikeOperation(span)
        if !isInProcess, node == prepared.overview.root,
            let listed = likes.listed[prepared.trace.id],
            let words = listed.spans.words(for: listed.own)
        {
            return words
        }
        let key: LikeMemory.Key =
            isInProcess ? .source(operation) : .trace(prepared.trace.id, operation)
        if let known = likes.known[key] { return known.words(for: duration) }
        guard !likes.isAsked(key) else { return nil }
        let what = "looking for spans like it"
        let id =
            isInProcess
            ? ask(.likes(operation), what: what)
            : compute(.likes(prepared, operation), what: what)
        pending[id]?.isQuiet = true
        likes.note(id, for: key)
        return nil
    }

    /// Remembers how long the traces of a list took that have the same root as the one that is opened from it.
    mutating func noteLikes(of summary: TraceSummary, among others: [TraceSummary]) {
        guard !isInProcess, !summary.rootOperation.isEmpty else { return }
        let durations = others.compactMap { other in
            other.rootService == summary.rootService
                && other.rootOperation == summary.rootOperation ? other.duration : nil
        }
        likes.note(
            LikeSpans(durations: durations, origin: .list),
            own: summary.duration,
            of: summary.id
        )
    }
}

extension TraceQuery {
    /// Traces with an operation, of all times, as many as are worth reading.
    package static func likes(_ operation: LikeOperation) -> TraceQuery {
        TraceQuery(
            service: operation.service,
            operation: operation.name,
            start: .zero,
            end: Timestamp(nanoseconds: .max),
            limit: 200,
            detail: .spans
        )
    }
}
