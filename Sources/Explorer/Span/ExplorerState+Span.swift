import TraceAnalysis
import TraceModel

extension ExplorerState {
    mutating func performOnSpan(_ action: Action, _ state: SpanState) -> [Effect] {
        var state = state
        if state.move(action) {
            replace(.span(state))
            return []
        }
        switch action {
        case .fold:
            state.toggleFold()
        case .left, .right:
            guard case .heading(_, _, _, _, let isOpen) = state.selected,
                isOpen == (action == .left)
            else { return [] }
            state.toggleFold()
        case .open:
            guard state.isOnHeading else {
                return open(state)
            }
            state.toggleFold()
        case .parent, .nextSibling, .previousSibling:
            return walk(action)
        case .pager:
            guard let text = text(of: state.selected) else { return [] }
            return [.pager(text: text.value)]
        default: return []
        }
        replace(.span(state))
        return []
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
            .value(ValueState(title: text.title, text: PrettyJSON.layOut(text.value) ?? text.value))
        )
        return []
    }

    /// What a row holds, under which name.
    func text(of row: SpanRow?) -> (title: String, value: String)? {
        switch row {
        case .attribute(let attribute, _): (attribute.key, JSONText.plain(attribute.value))
        case .field(let name, let value): (name, value)
        case .warning(let text, _): ("warning", text)
        case .link(let link): ("link", "\(link.traceID.hex) \(link.spanID.hex)")
        case .heading(_, let title, _, let note, _): (title, note)
        case nil: nil
        }
    }

    /// Goes to the parent or a sibling, in the trace below as well, so that Esc returns to the same span.
    private mutating func walk(_ action: Action) -> [Effect] {
        guard screens.count >= 2, case .trace(var trace) = screens[screens.count - 2],
            case .span(let state) = screen
        else { return [] }
        trace.select(node: state.node)
        let target: Int? =
            action == .parent
            ? state.prepared.tree.parent(of: state.node)
            : trace.sibling(forward: action == .nextSibling)
        guard let target else {
            tell(
                .info,
                action == .parent
                    ? "this span has no parent here" : "no more siblings in this direction"
            )
            return []
        }
        trace.select(node: target)
        screens[screens.count - 2] = .trace(trace)
        var fresh = SpanState(state.prepared, node: target)
        fresh.keepFolds(of: state)
        fresh.fit(to: size)
        replace(.span(fresh))
        return []
    }
}
