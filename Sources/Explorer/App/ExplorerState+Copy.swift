import PlainText
import TraceAnalysis
import TraceModel

extension ExplorerState {
    /// All keys after `y`, with what they copy.
    private static let copyNames: [(key: Character, name: String)] = [
        ("v", "value"), ("k", "key=value"), ("i", "span id"), ("I", "trace id"), ("j", "JSON"),
        ("c", "curl"), ("s", "summary"), ("m", "Markdown"), ("u", "link"),
    ]

    /// Whether any of them means something here; looks no further than the first that does.
    package var canCopy: Bool { Self.copyNames.contains { copyText(for: $0.key) != nil } }

    /// The keys after `y` that mean something here, with what they copy.
    package var copyChoices: [(key: Character, name: String)] {
        let count = marked.count
        return Self.copyNames.filter { copyText(for: $0.key) != nil }.map { key, name in
            (
                key: key,
                name: count == 0
                    ? name
                    : CountText.of(count, name, plural: name == "summary" ? "summaries" : nil)
            )
        }
    }

    /// The marked traces of the list on top, which `y` copies instead of the selected one.
    private var marked: [TraceSummary] {
        guard case .traces(let state) = screen, !state.marks.isEmpty else { return [] }
        return state.chosen
    }

    /// Copies what the key after `y` names.
    mutating func copy(_ key: KeyPress) -> [Effect] {
        guard case .character(let character) = key else { return [] }
        guard let text = copyText(for: character),
            let name = copyChoices.first(where: { $0.key == character })?.name
        else {
            let choices = copyChoices.map { "\($0.key) \($0.name)" }.joined(separator: ", ")
            tell(.info, choices.isEmpty ? "nothing to copy here" : "copy what? \(choices)")
            return []
        }
        return [.copy(begin("copying"), text: text, what: name)]
    }

    private func copyText(for key: Character) -> String? {
        let marked = marked
        guard marked.isEmpty else {
            let lines = marked.compactMap { copyLine(for: key, of: $0) }
            return lines.isEmpty ? nil : lines.joined(separator: "\n")
        }
        return switch key {
        case "v": value ?? selectedName
        case "k": keyAndValue
        case "i": spanOnTop?.id.hex
        case "I": traceIDOnTop?.hex
        case "j": json
        case "c": traceIDOnTop.flatMap(curl)
        case "s": spanStateOnTop.map { SpanText.summary($0, link: link) } ?? traceSummaryLine
        case "m": spanStateOnTop.map { SpanText.markdown($0, link: link) }
        case "u": link
        default: nil
        }
    }

    /// One line about one of several traces.
    private func copyLine(for key: Character, of summary: TraceSummary) -> String? {
        switch key {
        case "v": summary.title
        case "I": summary.id.hex
        case "c": curl(summary.id)
        case "s": line(of: summary)
        case "u": page(of: summary.id)
        default: nil
        }
    }

    private var spanStateOnTop: SpanState? {
        switch screen {
        case .span(let state): state
        case .trace(let state):
            if let prepared = state.prepared, let node = state.currentNode {
                state.details ?? SpanState(prepared, node: node)
            } else {
                nil
            }
        default: nil
        }
    }

    private var spanOnTop: Span? { spanStateOnTop?.span }

    private var traceIDOnTop: TraceID? {
        switch screen {
        case .traces(let state): state.selected?.id
        case .errors(let state): state.selected?.examples.first?.traceID
        case .trace(let state): state.id
        case .span(let state): state.trace.id
        default: nil
        }
    }

    private var selectedRow: SpanRow? {
        switch screen {
        case .span(let state): state.selected
        case .trace(let state) where state.focus == .details: state.details?.selected
        default: nil
        }
    }

    private var value: String? {
        if case .value(let state) = screen { return state.raw }
        if case .messages(let state) = screen, messages.indices.contains(state.cursor.selected) {
            return messages[state.cursor.selected].text
        }
        return text(of: selectedRow)?.value
    }

    private var selectedName: String? {
        switch screen {
        case .services(let state): state.selected?.name
        case .operations(let state): state.selected?.name
        case .traces(let state): state.selected?.title
        case .errors(let state): state.selected?.origin.line
        case .monitor(let state): state.title
        default: spanOnTop?.name
        }
    }

    private var keyAndValue: String? {
        guard case .attribute(let attribute, _) = selectedRow else { return nil }
        return "\(attribute.key)=\(JSONText.plain(attribute.value))"
    }

    private var json: String? {
        if case .attribute(let attribute, _) = selectedRow { return JSONText.line(attribute.value) }
        guard let state = spanStateOnTop, state.span != nil else { return nil }
        return JSONLines.lines(of: state.node, in: state.prepared).joined(separator: "\n") + "\n"
    }

    private var traceSummaryLine: String? {
        guard case .traces(let state) = screen else { return nil }
        return state.selected.map(line)
    }

    private func line(of summary: TraceSummary) -> String {
        let errors = summary.errorCount > 0 ? " · \(CountText.of(summary.errorCount, "error"))" : ""
        let words =
            "\(summary.title) · \(DurationText.short(summary.duration)) · \(CountText.of(summary.spanCount, "span"))"
        return words + errors
            + " · trace \(summary.id.jaegerHex) · \(TimeText.rfc3339(summary.start))"
            + (page(of: summary.id).map { " · " + $0 } ?? "")
    }

    /// The page of Jaeger's UI, at the span where there is one.
    private var link: String? {
        guard let page = traceIDOnTop.flatMap(page) else { return nil }
        return page + (spanOnTop.map { "?uiFind=\($0.id.hex)" } ?? "")
    }

    private func page(of id: TraceID) -> String? {
        settings.baseURL.map { "\($0)/trace/\(id.jaegerHex)" }
    }

    /// A request for the trace, without credentials: those are for the user to add.
    private func curl(_ id: TraceID) -> String? {
        guard let baseURL = settings.baseURL else { return nil }
        return "curl -sS " + SpanText.shellWord("\(baseURL)/api/traces/\(id.jaegerHex)")
    }
}
