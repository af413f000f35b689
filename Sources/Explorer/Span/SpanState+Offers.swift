import PlainText
import TraceModel

extension SpanState {
    package var hints: [Action] { [.open, .fold, .parent, .nextSibling, .back, .pager] }

    package var savable: SaveTarget.Content? { .trace(trace) }

    package func copyText(_ item: CopyItem, _ context: ScreenContext) -> String? {
        copyText(item, of: selected, context)
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
            return span.map { JSONLines.lines($0, isLast: true).joined(separator: "\n") + "\n" }
        case .curl: return context.curl(trace.id)
        case .summary: return SpanText.summary(self, link: link)
        case .markdown: return SpanText.markdown(self, link: link)
        case .link: return link
        }
    }
}
