import PlainText
import TraceAnalysis
import TraceModel

extension ScreenContext {
    /// Opens the details of a span.
    mutating func openSpan(_ place: SpanPlace) {
        open(SpanState(place.prepared, node: place.node))
    }
}

extension SpanState {
    package mutating func perform(_ action: Action, _ context: inout ScreenContext) {
        if move(action) || changeFold(action) { return }
        switch action {
        case .open: openSelected(&context)
        case .parent, .nextSibling, .previousSibling:
            context.add(.walk(action, SpanPlace(prepared, node: node)))
        case .pager:
            if let text = text(of: selected) { context.add(.pager(text: text.value)) }
        default: break
        }
    }

    /// Opens what the selected row holds: a value whole, or the span or trace that a link names.
    func openSelected(_ context: inout ScreenContext) {
        if case .link(let link) = selected { return open(link, &context) }
        guard let text = text(of: selected) else { return }
        context.openValue(text.value, title: text.title)
    }

    private func open(_ link: Link, _ context: inout ScreenContext) {
        if link.traceID == trace.id, let node = prepared.tree.span(withID: link.spanID) {
            return context.openSpan(SpanPlace(prepared, node: node))
        }
        let span = link.spanID.isZero ? nil : link.spanID
        context.openTrace(link.traceID, near: nil, span: span)
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

    /// Shows the parent or sibling that the trace below went to.
    package mutating func walked(
        _ action: Action,
        _ walk: SpanWalk,
        _ context: inout ScreenContext
    ) {
        switch walk {
        case .impossible:
            context.tell(
                .info,
                "nothing above or beside this span can be shown from here; Esc goes back"
            )
        case .nothing:
            context.tell(
                .info,
                action == .parent
                    ? "this span has no parent here" : "no more siblings in this direction"
            )
        case .arrived(let place):
            var fresh = SpanState(place.prepared, node: place.node)
            fresh.keepFolds(of: self)
            fresh.fit(to: context.size)
            self = fresh
        }
    }
}
