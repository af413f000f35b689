import TraceModel

/// The tags that Jaeger generates from an OpenTelemetry span, found among those of one span.
///
/// It writes the scope before and the rest after the span's own attributes, so of two equal keys the
/// outermost is the generated one; whatever it does not generate stays an attribute.
/// jaeger `internal/jptrace` and the collector's `pkg/translator/jaeger`, `traces_to_jaegerproto.go`.
struct JaegerGeneratedTags {
    private var kindPlace = -1
    private var statusCodePlace = -1
    private var statusMessagePlace = -1
    private var traceStatePlace = -1
    private var errorPlace = -1
    private var scopeNamePlace = -1
    private var scopeVersionPlace = -1
    private var libraryNamePlace = -1
    private var libraryVersionPlace = -1
    private var kind: SpanKind?

    init(in tags: [StoredAttribute], _ keys: JaegerKeys, _ strings: borrowing StringInterner) {
        for place in tags.indices where tags[place].key <= keys.last {
            let value = tags[place].value
            let key = tags[place].key
            if key == keys.error {
                if value.boolValue == true { errorPlace = place }
                continue
            }
            guard value.variant == .string, let text = value.stringIndex, text != 0 else {
                continue
            }
            switch key {
            case keys.kind:
                if let exact = keys.kind(of: text) {
                    kind = exact
                    kindPlace = place
                } else if kindPlace < 0, let kind = SpanKind(name: strings.text(at: text)) {
                    // Not as Jaeger writes it, so it counts but stays.
                    self.kind = kind
                }
            case keys.statusCode:
                if text == keys.ok || text == keys.errorWord { statusCodePlace = place }
            case keys.statusDescription: statusMessagePlace = place
            case keys.traceState: traceStatePlace = place
            case keys.scopeName where scopeNamePlace < 0: scopeNamePlace = place
            case keys.scopeVersion where scopeVersionPlace < 0: scopeVersionPlace = place
            case keys.libraryName where libraryNamePlace < 0: libraryNamePlace = place
            case keys.libraryVersion where libraryVersionPlace < 0: libraryVersionPlace = place
            default: break
            }
        }
        if scopeNamePlace < 0 && scopeVersionPlace < 0 {
            scopeNamePlace = libraryNamePlace
            scopeVersionPlace = libraryVersionPlace
        }
    }

    /// Makes them columns of `draft` and removes them from its attributes.
    func move(
        in draft: inout SpanDraft,
        _ keys: JaegerKeys,
        _ scopes: inout JaegerScopes,
        _ builder: inout TraceBuilder
    ) {
        if let kind { draft.kind = kind }
        if let code = text(at: statusCodePlace, draft) {
            draft.statusCode = code == keys.ok ? .ok : .error
        }
        draft.statusMessage = text(at: statusMessagePlace, draft) ?? 0
        draft.traceState = text(at: traceStatePlace, draft) ?? 0
        let name = text(at: scopeNamePlace, draft)
        let version = text(at: scopeVersionPlace, draft)
        if name != nil || version != nil {
            draft.scope = scopes.index(name: name ?? 0, version: version ?? 0, in: &builder)
        }
        removeAll(from: &draft)
    }

    private func text(at place: Int, _ draft: borrowing SpanDraft) -> StringIndex? {
        place < 0 ? nil : draft.attributes[place].value.stringIndex
    }

    private func removeAll(from draft: inout SpanDraft) {
        let generatedError = draft.statusCode == .error ? errorPlace : -1
        var kept = 0
        for place in draft.attributes.indices {
            let isGenerated =
                place == kindPlace || place == statusCodePlace || place == statusMessagePlace
                || place == traceStatePlace || place == scopeNamePlace
                || place == scopeVersionPlace || place == generatedError
            if isGenerated { continue }
            if kept != place { draft.attributes[kept] = draft.attributes[place] }
            kept += 1
        }
        draft.attributes.removeLast(draft.attributes.count - kept)
    }
}
