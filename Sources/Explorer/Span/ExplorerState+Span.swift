import PlainText
import TraceAnalysis
import TraceModel

extension ExplorerState {
    mutating func performOnSpan(_ action: Action, _ state: SpanState) -> [Effect] {
        var state = state
        if state.move(action) || state.changeFold(action) {
            replace(.span(state))
            return []
        }
        switch action {
        case .open: return open(state)
        case .parent, .nextSibling, .previousSibling:
            return walk(action)
        case .pager:
            guard let text = text(of: state.selected) else { return [] }
            return [.pager(text: text.value)]
        default: return []
        }
    }

    /// Opens what the selected row holds: a value whole, or the span or trace that a link names.
    mutating func open(_ state: SpanState) -> [Effect] {
        if case .link(let link) = state.selected {
            if link.traceID == state.trace.id,
                let node = state.prepared.tree.span(withID: link.spanID)
            {
                push(.span(SpanState(state.prepared, node: node)))
                return []
            }
            return openTrace(
                link.traceID,
                near: nil,
                span: link.spanID.isZero ? nil : link.spanID
            )
        }
        guard let text = text(of: state.selected) else { return [] }
        push(
            .value(ValueState(title: text.title, text: text.value))
        )
        return []
    }

    /// What a row holds, under which name.
    func text(of row: SpanRow?) -> (title: String, value: String)? {
        switch row {
        case .attribute(let attribute, _): (attribute.key, JSONText.plain(attribute.value))
        case .field(let name, let value, _): (name, value)
        case .warning(let text, _): ("warning", text)
        case .link(let link): ("link", "\(link.traceID.hex) \(link.spanID.hex)")
        case .heading(_, let title, _, let note, _): (title, note)
        case nil: nil
        }
    }

    /// Goes to the parent or a sibling, in the trace below as well, so that Esc returns to the same span.
    private mutating func walk(_ action: Action) -> [Effect] {
        let below = screens.count - 2
        guard below >= 0, case .span(let state) = screen, screens[below].kind == .trace,
            let id = state.span?.id
        else {
            tell(.info, "nothing above or beside this span can be shown from here; Esc goes back")
            return []
        }
        var target: (prepared: PreparedTrace, node: Int)?
        _ = changeTrace(at: below) { _, trace in
            // The trace below may have been asked for again since: its numbers may be others.
            guard let prepared = trace.prepared else { return [] }
            let isSame =
                state.node < prepared.tree.spanCount && prepared.trace[state.node].id == id
            guard let node = isSame ? state.node : prepared.tree.span(withID: id) else {
                return []
            }
            let next =
                action == .parent
                ? prepared.tree.parent(of: node)
                : trace.sibling(of: node, forward: action == .nextSibling)
            guard let next else { return [] }
            trace.go(to: next)
            target = (prepared, next)
            return []
        }
        guard let target else {
            tell(
                .info,
                action == .parent
                    ? "this span has no parent here" : "no more siblings in this direction"
            )
            return []
        }
        var fresh = SpanState(target.prepared, node: target.node)
        fresh.keepFolds(of: state)
        fresh.fit(to: size)
        replace(.span(fresh))
        return []
    }
}
