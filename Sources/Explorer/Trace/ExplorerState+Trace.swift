import PlainText
import TraceAnalysis
import TraceModel

extension ExplorerState {
    /// Opens a trace of a list, perhaps with a span to select.
    mutating func openTrace(_ summary: TraceSummary, span: SpanID? = nil) -> [Effect] {
        let end = max(summary.start, summary.end)
        return openTrace(summary.id, near: summary.start...end, summary: summary, span: span)
    }

    /// Opens a trace by its id.
    mutating func openTrace(
        _ id: TraceID,
        near: ClosedRange<Timestamp>?,
        summary: TraceSummary? = nil,
        span: SpanID?
    ) -> [Effect] {
        let (request, effect) = ask(
            .trace(id, near: near, raw: false),
            what: "loading trace \(id.short)"
        )
        push(
            .trace(
                TraceState(id: id, near: near, summary: summary, wanted: span, request: request)
            )
        )
        return [effect]
    }

    /// Changes the trace on top in place.
    ///
    /// It is taken out of the stack meanwhile: a second copy would make every change copy its big arrays.
    mutating func changeTrace(
        _ change: (inout ExplorerState, inout TraceState) -> [Effect]
    ) -> [Effect] {
        changeTrace(at: screens.count - 1, change)
    }

    mutating func changeTrace(
        at index: Int,
        _ change: (inout ExplorerState, inout TraceState) -> [Effect]
    ) -> [Effect] {
        guard case .trace(var state) = screens[index] else { return [] }
        screens[index] = .messages(MessagesState())
        let effects = change(&self, &state)
        screens[index] = .trace(state)
        return effects
    }

    /// Asks for the trace again, as stored or adjusted.
    private mutating func reload(_ state: inout TraceState) -> [Effect] {
        let wantsRaw = state.wantsRaw
        let effects = cancel(state.requests)
        state.requestsWereCancelled()
        state.wantsRaw = wantsRaw
        let (id, effect) = ask(
            .trace(state.id, near: state.near, raw: wantsRaw),
            what: "loading trace \(state.id.short)"
        )
        state.loading = .loading(id)
        return effects + [effect]
    }

    mutating func receive(_ id: RequestID, _ reply: ExplorerReply, in state: inout TraceState)
        -> [Effect]
    {
        if state.growth?.request == id { return receiveGrowth(reply, in: &state) }
        switch reply {
        case .trace(let prepared):
            state.asked = now
            let text = state.find?.text
            state.take(prepared)
            state.fit(to: size)
            var effects = prepareView(&state)
            if let text { effects += beginFind(text, &state, jumps: false) }
            return effects
        case .computed(let result): take(result, in: &state)
        case .failed(let error):
            state.loading = .failed(error.message)
            state.wantsRaw = state.isRaw
            tell(.error, error.message)
        default: break
        }
        state.fit(to: size)
        state.selectionMoved()
        return []
    }

    private mutating func take(_ result: ComputationResult, in state: inout TraceState) {
        let node = state.anchor ?? state.selectedNode
        switch result {
        case .hits(let hits):
            state.find?.take(hits, spanCount: state.prepared?.tree.spanCount ?? 0)
            if let filter = state.rows?.filter, filter.onlyHits { state.refilter(filter) }
            if state.find?.jumps ?? false { jumpToHit(0, &state) }
            return
        case .spans(let rows):
            state.table.request = nil
            state.table.isSorted = true
            state.table.rows = rows
        case .events(let rows):
            state.events.request = nil
            state.events.isLoaded = true
            state.events.rows = rows
        case .json(let lines):
            state.json.request = nil
            state.json.lines = lines
        }
        if let node, state.view != .tree { state.go(to: node) }
    }

    /// Starts what the view that is shown still needs.
    mutating func prepareView(_ state: inout TraceState) -> [Effect] {
        guard let prepared = state.prepared else { return [] }
        switch state.view {
        case .tree: return []
        case .spans where !state.table.isSorted && state.table.request == nil:
            let (id, effect) = compute(
                .sortSpans(prepared, state.table.order),
                what: "sorting spans"
            )
            state.table.request = id
            return [effect]
        case .events where !state.events.isLoaded && state.events.request == nil:
            let (id, effect) = compute(.events(prepared), what: "collecting events")
            state.events.request = id
            return [effect]
        case .json where state.json.lines == nil && state.json.request == nil:
            let (id, effect) = compute(.json(prepared), what: "laying out JSON")
            state.json.request = id
            return [effect]
        case .spans, .events, .json: return []
        }
    }

    /// Searches the trace on top.
    mutating func find(_ text: String) -> [Effect] {
        switch screen {
        case .value(var state):
            state.find(text)
            replace(.value(state))
            return []
        case .trace: return changeTrace { $0.beginFind(text, &$1, jumps: true) }
        default: return []
        }
    }

    mutating func beginFind(_ text: String, _ state: inout TraceState, jumps: Bool)
        -> [Effect]
    {
        guard let prepared = state.prepared else { return [] }
        var effects = cancel(state.find?.request.map { [$0] } ?? [])
        guard !text.isEmpty else {
            clearFind(&state)
            return effects
        }
        let (id, effect) = compute(.find(prepared, text: text), what: "searching")
        state.find = FindState(text: text, request: id, jumps: jumps)
        effects.append(effect)
        return effects
    }

    /// Forgets what was found, and the filter that rests on it.
    private func clearFind(_ state: inout TraceState) {
        state.find = nil
        guard var filter = state.rows?.filter, filter.onlyHits else { return }
        filter.onlyHits = false
        state.refilter(filter)
    }

    /// Goes to the hit `step` places on; 0 stands for the first one from the selected span on.
    mutating func jumpToHit(_ step: Int, _ state: inout TraceState) {
        guard let find = state.find, find.request == nil else { return }
        guard !find.hits.isEmpty else {
            tell(.info, "/\(find.text) not found in this trace")
            return
        }
        let count = find.hits.count
        var next: Int
        if step != 0, let current = find.current {
            next = (current + step + count) % count
        } else {
            let positions = state.prepared?.tree.positions ?? []
            let place = (state.anchor ?? state.currentNode).map { positions[$0] } ?? 0
            next = find.hits.firstIndex { positions[Int($0)] >= place } ?? 0
            if step < 0 { next = (next - 1 + count) % count }
        }
        state.find?.current = next
        go(to: Int(find.hits[next]), &state)
    }

    /// Goes to a span, and says so when filters were undone for it.
    mutating func go(to node: Int, _ state: inout TraceState) {
        if state.go(to: node) { tell(.info, "filters undone: they hid this span") }
    }

    /// Applies what was typed after `T`.
    mutating func hideShorter(than text: String) -> [Effect] {
        let typed = text.filter { $0 != " " }
        guard let shortest = typed.isEmpty ? 0 : DurationText.parse(typed), shortest >= 0 else {
            tell(
                .error,
                "“\(text)” is no duration; write a number and a unit, such as 5ms, or nothing to show all"
            )
            return []
        }
        return changeTrace { _, state in
            guard var filter = state.rows?.filter else { return [] }
            filter.shortest = shortest
            state.refilter(filter)
            return []
        }
    }

    /// Esc in a trace: closes the details, forgets the search, undoes filters and zoom, one at a time.
    mutating func undoOnTrace() -> [Effect]? {
        var isUndone = true
        let effects = changeTrace { explorer, state in
            if state.focus == .details {
                state.focus = .main
                if !state.hasRoomForDetails { state.hasDetails = false }
            } else if state.hasDetails {
                state.hasDetails = false
            } else if state.find != nil {
                explorer.clearFind(&state)
            } else if let filter = state.rows?.filter, !filter.isEmpty {
                state.refilter(TreeFilter())
            } else if state.zoom != nil {
                state.zoom = nil
                state.zoomStack = []
            } else {
                isUndone = false
            }
            state.selectionMoved()
            state.fit(to: explorer.size)
            return []
        }
        return isUndone ? effects : nil
    }

    mutating func performOnTrace(_ action: Action) -> [Effect] {
        changeTrace { $0.perform(action, on: &$1) }
    }

    private mutating func perform(_ action: Action, on state: inout TraceState) -> [Effect] {
        if action == .refresh { return reload(&state) }
        if action == .adjustTimes {
            state.wantsRaw.toggle()
            tell(.info, state.wantsRaw ? "asking for times as sent" : "asking for adjusted times")
            return reload(&state)
        }
        guard state.prepared != nil else { return [] }
        let effects: [Effect]
        if state.focus == .details, let done = performInDetails(action, &state) {
            effects = done
        } else if moves(action, &state) {
            state.anchor = nil
            effects = []
        } else {
            effects = act(action, &state)
        }
        state.selectionMoved()
        state.fit(to: size)
        return effects
    }
}
