import TraceAnalysis
import TraceModel

extension ExplorerState {
    /// Traces that one request reads: the list grows with each.
    private static let batch = 16

    /// `:errors [SERVICE] [QUERY]`: without words, of what the screen is about.
    mutating func openErrors(_ text: String) -> [Effect] {
        if text.isEmpty { return openErrors(termsInContext) }
        // A first word that is no key=value names the service.
        let word = text.prefix { $0 != " " }
        let isService = !word.contains("=")
        let query =
            isService
            ? "service=\(QueryTokens.quoted(String(word)))" + text.dropFirst(word.count) : text
        switch QueryText.parse(query, now: now, zone: zone) {
        case .failure(let error):
            tell(.error, "\(error.message); write :errors [SERVICE] [QUERY]")
            return []
        case .success(let terms): return openErrors(terms)
        }
    }

    /// Opens the failures among what `terms` name.
    mutating func openErrors(_ terms: SearchTerms) -> [Effect] {
        var terms = terms
        terms.error = true
        terms.limit = terms.limit ?? max(ErrorsState.traceLimit, settings.limit)
        if terms.window == .unspecified && !settings.searchesAllTime {
            terms.window = .last(ErrorsState.lookback)
        }
        let query = terms.query(now: now, settings: settings)
        push(.errors(ErrorsState(terms: terms, query: query)))
        return searchErrors()
    }

    /// The service, operation or query that the screens on top are about.
    var termsInContext: SearchTerms {
        for screen in screens.reversed() {
            var terms = SearchTerms()
            switch screen {
            case .traces(let state):
                terms = state.terms
                // The length of a page says nothing about how much should be read.
                terms.limit = nil
                return terms
            case .errors(let state): return state.terms
            case .operations(let state):
                terms.service = state.service
                terms.operation = state.selected?.name
                return terms
            case .monitor(let state):
                terms.service = state.service
                terms.operation = state.operation
                return terms
            case .services: return terms
            case .trace, .span, .value, .help, .messages: continue
            }
        }
        return SearchTerms()
    }

    /// Asks for traces with errors anew.
    mutating func searchErrors() -> [Effect] {
        guard case .errors(var state) = screen else { return [] }
        let effects = cancel(state.requests)
        state.query = state.terms.query(now: now, settings: settings)
        state.clear()
        let (id, effect) = ask(.search(state.query), what: "searching for errors")
        state.search = .loading(id)
        replace(.errors(state))
        return effects + [effect]
    }

    mutating func performOnErrors(_ action: Action, _ state: ErrorsState) -> [Effect] {
        var state = state
        if state.move(action) {
            // Whoever moves reads, and wants the rows to stay where they are.
            state.live?.isPlaced = true
            replace(.errors(state))
            return []
        }
        switch action {
        case .open: return openTraces(of: state)
        case .search: prompt = narrowingPrompt(state.narrow)
        case .sort:
            let place = ErrorsState.Order.allCases.firstIndex(of: state.order) ?? 0
            state.order = ErrorsState.Order.allCases[(place + 1) % ErrorsState.Order.allCases.count]
            state.arrange()
        case .invertSort:
            state.isInverted.toggle()
            state.arrange()
        case .follow:
            let effects = toggleFollowing(&state)
            state.fit(to: size)
            replace(.errors(state))
            return effects
        // The source is asked as it is; who asks anew wants to see the order of now.
        case .refresh where state.live != nil: state.arrange()
        case .refresh: return searchErrors()
        default: break
        }
        replace(.errors(state))
        return []
    }

    /// The traces of the selected group, each of which opens at the span that failed.
    private mutating func openTraces(of state: ErrorsState) -> [Effect] {
        guard let group = state.selected else { return [] }
        var terms = state.terms
        terms.service = group.origin.service
        terms.operation = group.origin.operation.isEmpty ? nil : group.origin.operation
        var traces = TracesState(terms: terms, query: state.query)
        let summaries = group.examples.compactMap { state.summaries[$0.traceID] }
        let words = "of those read, those with “\(group.origin.what)”"
        let answer = SearchAnswer(summaries: summaries, limitHit: false, notes: [words])
        traces.failedSpans = Dictionary(
            group.examples.map { ($0.traceID, $0.span) },
            uniquingKeysWith: { first, _ in first }
        )
        traces.origin = group.origin
        traces.answer = .loaded(answer)
        traces.lastAnswer = answer
        traces.show(summaries)
        traces.asked = state.asked
        push(.traces(traces))
        return []
    }

    mutating func receive(_ id: RequestID, _ reply: ExplorerReply, in state: inout ErrorsState)
        -> [Effect]
    {
        switch reply {
        case .search(let answer):
            take(answer, in: &state)
            return proceed(&state)
        case .services(let names):
            knownServices = names
            state.services = names
            state.search = .loaded(())
            return proceed(&state)
        case .failures(let reading) where state.live != nil:
            receive(reading, live: &state)
            return []
        case .failures(let reading):
            state.reading = nil
            state.add(reading.parts)
            state.problems += reading.problems
            for problem in reading.problems { note(.warning, problem) }
            state.fit(to: size)
            return proceed(&state)
        case .failed(let error):
            return fail(id, error, in: &state)
        default: return []
        }
    }

    private func take(_ answer: SearchAnswer, in state: inout ErrorsState) {
        state.search = .loaded(())
        state.asked = now
        var known = Set(state.waiting.map(\.id)).union(state.summaries.keys)
        let new = answer.summaries.filter { known.insert($0.id).inserted }
        state.waiting += new
        state.foundCount += new.count
        state.limitHit = state.limitHit || answer.limitHit
        var words = answer.notes
        if !answer.filteredHere.isEmpty {
            words.append("filtered here: " + answer.filteredHere.joined(separator: " "))
        }
        state.notes += words.filter { !state.notes.contains($0) }
    }

    /// Reads what is waiting, then asks the next service.
    private mutating func proceed(_ state: inout ErrorsState) -> [Effect] {
        if !state.waiting.isEmpty {
            let next = Array(state.waiting.prefix(Self.batch))
            state.waiting.removeFirst(next.count)
            let done = state.foundCount - state.waiting.count
            let (id, effect) = ask(
                .failures(next),
                what: "reading traces \(done - next.count + 1) to \(done) of \(state.foundCount)"
            )
            state.reading = (id, next)
            return [effect]
        }
        guard !state.services.isEmpty else { return [] }
        var query = state.query
        query.service = state.services.removeFirst()
        // The traces to read are shared among the services.
        query.limit = max(1, state.query.limit - state.foundCount)
        if state.foundCount >= state.query.limit {
            state.limitHit = true
            state.services = []
            return []
        }
        let (id, effect) = ask(.search(query), what: "searching \(query.service ?? "") for errors")
        state.search = .loading(id)
        return [effect]
    }

    private mutating func fail(
        _ id: RequestID,
        _ error: TraceReaderError,
        in state: inout ErrorsState
    ) -> [Effect] {
        if state.search.request == id {
            let isRefusedWithoutService =
                error.kind == .unsupported && state.query.service == nil && !state.isByService
            if isRefusedWithoutService {
                state.isByService = true
                let (id, effect) = ask(.services, what: "asking for services")
                state.search = .loading(id)
                return [effect]
            }
            state.search = .failed(error.message)
            state.services = []
        } else {
            state.waiting = (state.reading?.traces ?? []) + state.waiting
            state.reading = nil
            state.problems.append(error.message)
        }
        tell(.error, error.message)
        return []
    }
}
