import PlainText
import TraceAnalysis
import TraceModel

extension SpanDetails {
    /// Opens what the selected row holds: a value whole, or the span or trace that a link names.
    func openSelected(_ context: inout ScreenContext) {
        if case .link(let link) = selected { return open(link, &context) }
        if case .web(let link, _) = selected { return context.open(link) }
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
        case .web(let link, _): (link.text, link.url)
        case .heading(_, let title, _, let note, _): (title, note)
        case nil: nil
        }
    }

    /// The value of the selected row; nil on a heading.
    var editorText: EditorText? {
        guard !isOnHeading else { return nil }
        return text(of: selected).map { EditorText(value: $0.value, key: $0.title) }
    }

    /// What is copied of the span, or of one row of its details.
    func copyText(_ item: CopyItem, of row: SpanRow?, _ context: ScreenContext) -> String? {
        let link = context.page(of: trace.id, span: span?.id)
        switch item {
        case .value: return text(of: row)?.value ?? span?.name
        case .keyAndValue:
            guard case .attribute(let attribute, _) = row else { return nil }
            return "\(attribute.key)=\(JSONText.plain(attribute.value))"
        case .spanID: return span?.id.hex
        case .traceID: return trace.id.hex
        case .json:
            if case .attribute(let attribute, _) = row { return JSONText.line(attribute.value) }
            guard span != nil else { return nil }
            return JSONLines.lines(of: node, in: prepared).joined(separator: "\n") + "\n"
        case .curl: return context.curl(trace.id)
        case .summary: return SpanText.summary(self, link: link)
        case .markdown: return SpanText.markdown(self, link: link)
        case .link: return link
        }
    }
}
