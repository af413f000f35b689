import TraceAnalysis
import TraceModel

extension ExplorerState {
    /// Opens a trace of a list.
    mutating func openTrace(_ summary: TraceSummary) -> [Effect] {
        let end = max(summary.start, summary.end)
        return openTrace(summary.id, near: summary.start...end, summary: summary, span: nil)
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
            what: "loading trace \(id.jaegerHex.prefix(8))"
        )
        push(
            .trace(
                TraceState(id: id, near: near, summary: summary, wanted: span, request: request)
            )
        )
        return [effect]
    }

    /// Asks for the trace on top again, as stored or adjusted.
    private mutating func reloadTrace(_ state: TraceState) -> [Effect] {
        var state = state
        let effects = cancel(state.requests)
        state.requestsWereCancelled()
        let (id, effect) = ask(
            .trace(state.id, near: state.near, raw: state.isRaw),
            what: "loading trace \(state.id.jaegerHex.prefix(8))"
        )
        state.loading = .loading(id)
        replace(.trace(state))
        return effects + [effect]
    }

    mutating func receive(_ id: RequestID, _ reply: ExplorerReply, in state: inout TraceState)
        -> [Effect]
    {
        switch reply {
        case .trace(let prepared):
            state.asked = now
            let text = state.find?.text
            state.take(prepared)
            state.fit(to: size)
            var effects = prepareView(&state)
            if let text { effects += beginFind(text, &state) }
            return effects
        case .computed(.hits(let hits)):
            state.find?.take(hits, spanCount: state.prepared?.tree.spanCount ?? 0)
            if let rows = state.rows, rows.filter.onlyHits { state.refilter(rows.filter) }
            jumpToHit(0, &state)
        case .computed(.spans(let rows)):
            state.table.request = nil
            state.table.isSorted = true
            state.table.rows = rows
            if let node = state.selectedNode, let row = rows.firstIndex(of: Int32(node)) {
                state.table.cursor.select(row, count: rows.count, height: state.mainRows)
            }
        case .computed(.events(let rows)):
            state.events.request = nil
            state.events.isLoaded = true
            state.events.rows = rows
            if let node = state.selectedNode, let row = rows.firstIndex(where: { $0.span == node })
            {
                state.events.cursor.select(row, count: rows.count, height: state.mainRows)
            }
        case .computed(.json(let lines)):
            state.json.request = nil
            state.json.lines = lines
            if let node = state.selectedNode { state.json.scroll(to: lines.line(ofSpan: node)) }
        case .failed(let error):
            state.loading = .failed(error.message)
            tell(.error, error.message)
        default: break
        }
        state.fit(to: size)
        state.selectionMoved()
        return []
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
        case .trace(var state):
            let effects = beginFind(text, &state)
            replace(.trace(state))
            return effects
        default: return []
        }
    }

    private mutating func beginFind(_ text: String, _ state: inout TraceState) -> [Effect] {
        guard let prepared = state.prepared else { return [] }
        var effects = cancel(state.find?.request.map { [$0] } ?? [])
        guard !text.isEmpty else {
            clearFind(&state)
            return effects
        }
        let (id, effect) = compute(.find(prepared, text: text), what: "searching")
        state.find = FindState(text: text, request: id)
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
            let place = state.currentNode.map { positions[$0] } ?? 0
            next = find.hits.firstIndex { positions[Int($0)] >= place } ?? 0
            if step < 0 { next = (next - 1 + count) % count }
        }
        state.find?.current = next
        let node = Int(find.hits[next])
        if state.view == .spans, let row = state.table.rows.firstIndex(of: Int32(node)) {
            state.select(row: row)
        } else if state.view == .json, let lines = state.json.lines {
            state.json.scroll(to: lines.line(ofSpan: node))
        } else {
            state.select(node: node)
        }
    }

    /// Applies what was typed after `T`.
    mutating func hideShorter(than text: String) -> [Effect] {
        guard case .trace(var state) = screen, var filter = state.rows?.filter else { return [] }
        let typed = text.filter { $0 != " " }
        guard let shortest = typed.isEmpty ? 0 : DurationText.parse(typed), shortest >= 0 else {
            tell(
                .error,
                "“\(text)” is no duration; write a number and a unit, such as 5ms, or nothing to show all"
            )
            return []
        }
        filter.shortest = shortest
        state.refilter(filter)
        replace(.trace(state))
        return []
    }

    /// Esc in a trace: closes the details, forgets the search, undoes filters and zoom, one at a time.
    mutating func undoOnTrace(_ state: TraceState) -> [Effect]? {
        var state = state
        if state.focus == .details {
            state.focus = .main
        } else if state.hasDetails {
            state.hasDetails = false
        } else if state.find != nil {
            clearFind(&state)
        } else if let filter = state.rows?.filter, !filter.isEmpty {
            state.refilter(TreeFilter())
        } else if state.zoom != nil {
            state.zoom = nil
            state.zoomStack = []
        } else {
            return nil
        }
        state.selectionMoved()
        state.fit(to: size)
        replace(.trace(state))
        return []
    }

    mutating func performOnTrace(_ action: Action, _ state: TraceState) -> [Effect] {
        var state = state
        if action == .refresh { return reloadTrace(state) }
        if action == .adjustTimes {
            state.isRaw.toggle()
            tell(.info, state.isRaw ? "asking for times as sent" : "asking for adjusted times")
            return reloadTrace(state)
        }
        guard state.prepared != nil else { return [] }
        if state.focus == .details, let effects = performInDetails(action, &state) {
            if case .trace = screen, screens.count > 0, effects.isEmpty { replace(.trace(state)) }
            return effects
        }
        if moves(action, &state) {
            state.selectionMoved()
            replace(.trace(state))
            return []
        }
        let effects = act(action, &state)
        state.selectionMoved()
        state.fit(to: size)
        if case .trace = screen { replace(.trace(state)) }
        return effects
    }
}
