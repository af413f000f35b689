import TraceModel

extension ExplorerState {
    /// Opens a list of traces and asks for it.
    mutating func openTraces(_ terms: SearchTerms) -> [Effect] {
        var terms = terms
        if terms.window == .unspecified && !settings.searchesAllTime {
            terms.window = .last(settings.lookback)
        }
        if terms.limit == nil && !settings.searchesAllTime { terms.limit = settings.limit }
        let query = terms.query(now: now, settings: settings)
        push(.traces(TracesState(terms: terms, query: query)))
        return searchTraces()
    }

    /// Asks the query of the screen on top, as of now.
    mutating func searchTraces() -> [Effect] {
        guard case .traces(var state) = screen else { return [] }
        var effects = cancel(screen.requests)
        state.query = state.terms.query(now: now, settings: settings)
        state.origin = nil
        let (id, effect) = ask(.search(state.query), what: "searching")
        state.answer = .loading(id)
        effects.append(effect)
        // What waits is found by the new search, or does not belong to it.
        if state.live != nil {
            _ = state.live?.takeWaiting()
            effects += follow(&state)
        }
        replace(.traces(state))
        return effects
    }

    mutating func receive(_ reply: ExplorerReply, in state: inout TracesState) {
        switch reply {
        case .search(let answer):
            state.answer = .loaded(answer)
            state.lastAnswer = answer
            for summary in answer.summaries { state.marks.renew(summary) }
            state.failedSpans = [:]
            state.asked = now
            state.sliceStart = nil
            state.sliceEnd = nil
            state.takeFound(answer.summaries)
            state.fit(to: size)
        case .failed(let error):
            state.answer = .failed(error.message)
            tell(.error, error.message)
        default: break
        }
    }

    mutating func performOnTraces(_ action: Action, _ state: TracesState) -> [Effect] {
        var state = state
        if state.focus == .strip, let effects = performOnStrip(action, &state) { return effects }
        if state.move(action) {
            // Back at the top is back at what is newest.
            state.goOn()
            replace(.traces(state))
            return []
        }
        switch action {
        case .open:
            guard let summary = state.selected else { return [] }
            return openTrace(summary, span: state.failedSpans[summary.id])
        case .editQuery:
            prompt = PromptState(.query, text: state.queryText, history: queryHistory)
            return loadOperationsForCompletion(state.terms.service)
        case .search: prompt = narrowingPrompt(state.narrow)
        case .follow:
            let effects = toggleFollowing(&state)
            state.fit(to: size)
            replace(.traces(state))
            return effects
        case .mark:
            guard let summary = state.selected else { return [] }
            state.toggleMark(summary)
        case .letIn:
            guard state.live != nil else {
                tell(.info, "F follows the list; . then lets in what waits")
                return []
            }
            state.letIn()
        case .sort:
            let place = TraceOrder.allCases.firstIndex(of: state.order) ?? 0
            state.order = TraceOrder.allCases[(place + 1) % TraceOrder.allCases.count]
            state.arrange()
            // Whoever sorts wants to see what comes first.
            state.select(row: 0)
        case .invertSort:
            state.order = state.order.inverted
            state.arrange()
            state.select(row: 0)
        case .nextError, .previousError:
            if !state.selectError(forward: action == .nextError) {
                tell(.info, "no more traces with errors in this direction")
            }
        case .refresh: return searchTraces()
        case .nextPane, .previousPane:
            guard !state.summaries.isEmpty else { return [] }
            state.focus = state.focus == .table ? .strip : .table
        case .maximize: state.isMaximized.toggle()
        case .right: state.scroll = min(state.scroll + 8, 400)
        case .left: state.scroll = max(0, state.scroll - 8)
        case .sliceStart, .sliceEnd:
            tell(.info, "Tab goes to the strip first")
        default: break
        }
        state.fit(to: size)
        replace(.traces(state))
        return []
    }

    /// What actions mean while the strip has the focus; nil for those that mean the same as in the table.
    private mutating func performOnStrip(_ action: Action, _ state: inout TracesState) -> [Effect]?
    {
        let step = max(1, state.stripColumns / 20)
        switch action {
        case .left: state.crosshair -= 1
        case .right: state.crosshair += 1
        case .up, .pageUp: state.crosshair -= step
        case .down, .pageDown: state.crosshair += step
        case .top: state.crosshair = 0
        case .bottom: state.crosshair = state.stripColumns - 1
        case .sliceStart: state.sliceStart = state.strip.time(ofColumn: state.crosshair)
        case .sliceEnd: state.sliceEnd = state.strip.time(ofColumn: state.crosshair + 1)
        case .mark:
            guard let summary = nearestToCrosshair(state) else { return [] }
            state.toggleMark(summary)
        case .open:
            if let effects = searchSlice(state) { return effects }
            guard let summary = nearestToCrosshair(state) else { return [] }
            return openTrace(summary, span: state.failedSpans[summary.id])
        default: return nil
        }
        state.fit(to: size)
        replace(.traces(state))
        return []
    }

    private mutating func searchSlice(_ state: TracesState) -> [Effect]? {
        guard state.sliceStart != nil || state.sliceEnd != nil else { return nil }
        let strip = state.strip
        let ends = [state.sliceStart ?? strip.start, state.sliceEnd ?? strip.end].sorted()
        var terms = state.terms
        terms.window = .between(ends[0], ends[1])
        return openTraces(terms)
    }

    private func nearestToCrosshair(_ state: TracesState) -> TraceSummary? {
        let columns = state.strip.longestOfColumn
        let nearest = columns.indices.filter { columns[$0] != nil }
            .min { abs($0 - state.crosshair) < abs($1 - state.crosshair) }
        return nearest.flatMap { columns[$0] }.map { state.summaries[$0] }
    }

    /// Makes sure that the query line can complete operations of `service`.
    private mutating func loadOperationsForCompletion(_ service: String?) -> [Effect] {
        guard let service, knownOperations[service] == nil else { return [] }
        let (id, effect) = ask(.operations(service: service), what: "asking for operations")
        completionRequests[id] = service
        return [effect]
    }
}
