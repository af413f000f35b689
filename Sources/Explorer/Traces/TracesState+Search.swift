import Follow
import TraceAnalysis
import TraceModel

extension ScreenContext {
    /// Opens a list of traces and asks for it; with `opensOnlyTrace` a list of one is shown as its trace, with no list below it.
    mutating func openTraces(_ terms: SearchTerms, opensOnlyTrace: Bool = false) {
        var terms = terms
        if terms.window == .unspecified && !settings.search.searchesAllTime {
            terms.window = .last(settings.search.lookback)
        }
        if terms.limit == nil && !settings.search.searchesAllTime {
            terms.limit = settings.search.limit
        }
        var state = TracesState(
            terms: terms,
            query: query(of: terms)
        )
        state.opensOnlyTrace = opensOnlyTrace
        state.search(&self)
        open(state)
    }

    /// Opens traces that match a query as it was typed.
    mutating func openTraces(query text: String) {
        switch parse(query: text) {
        case .failure(let error):
            tell(.error, "\(error.message), at column \(error.column + 1) of the query.")
        case .success(let terms):
            remember(query: text)
            openTraces(terms)
        }
    }
}

extension ScreenContext {
    /// Opens the traces that failed at one place, which were found before; each opens at the span that failed.
    mutating func openTraces(
        _ terms: SearchTerms,
        query: TraceQuery,
        of group: FailureGroup,
        found summaries: [TraceSummary],
        asked: Timestamp?
    ) {
        var state = TracesState(terms: terms, query: query)
        let words = "of those read, those with “\(group.origin.what)”"
        let answer = SearchAnswer(summaries: summaries, limitHit: false, notes: [words])
        state.failedSpans = Dictionary(
            group.examples.map { ($0.traceID, $0.span) },
            uniquingKeysWith: { first, _ in first }
        )
        state.origin = group.origin
        state.wasOpenedAtFailures = true
        state.answer = .loaded(answer)
        state.lastAnswer = answer
        state.show(summaries)
        state.asked = asked
        open(state)
    }
}

extension TracesState {
    /// Sends the query, as of now.
    mutating func search(_ context: inout ScreenContext) {
        context.cancel(requests)
        query = context.query(of: terms)
        origin = nil
        answer = .loading(context.ask(.search(query), what: "searching"))
        // Traces that wait are found by the new search, or do not belong to it.
        if live != nil {
            _ = live?.takeWaiting()
            follow(&context)
        }
    }

    package mutating func receive(
        _ id: RequestID,
        _ reply: ExplorerReply,
        _ context: inout ScreenContext
    ) {
        switch reply {
        case .search(let answer): take(answer, &context)
        case .failed(let error):
            answer = .failed(error.message)
            context.tell(failure: error, standsOnScreen: shown.isEmpty)
        default: break
        }
    }

    private mutating func take(_ found: SearchAnswer, _ context: inout ScreenContext) {
        answer = .loaded(found)
        lastAnswer = found
        if found.summaries.isEmpty, terms.service != nil { context.loadServices() }
        for summary in found.summaries { marks.update(summary) }
        failedSpans = [:]
        asked = context.now
        sliceStart = nil
        sliceEnd = nil
        takeFound(found.summaries)
        live?.begin(
            limit: query.limit,
            shown: found.summaries,
            now: context.sourceClock.latest(context.time)
        )
        fit(to: context.size)
        if opensOnlyTrace, context.depth == 1, summaries.count == 1, let only = summaries.first {
            context.openTrace(only, service: terms.service, alone: true)
        }
        opensOnlyTrace = false
    }
}
