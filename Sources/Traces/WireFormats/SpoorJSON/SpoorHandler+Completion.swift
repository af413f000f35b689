import TraceModel

/// What is decided when a span, a part of one or a trace is complete, or shows which of them it is.
extension SpoorHandler {
    mutating func beginPart(_ part: Context) {
        isInPart = true
        partAttributes.begin()
        contexts.push(part)
    }

    mutating func endPart(_ part: Context) {
        isInPart = false
        let attributes = resolved(partAttributes)
        switch part {
        case .event: span.draft.eventAttributes += attributes
        case .link:
            span.draft.linkAttributes += attributes
            if isLinkUntyped { span.draft.links[span.draft.links.count - 1].type = .unspecified }
        case .resource: span.resource.attributes = attributes.map { storedOnce($0) }
        default: span.scope.attributes = attributes.map { storedOnce($0) }
        }
    }

    /// An object that stands where a trace may, but has a key of spans only, is a span by itself.
    mutating func turnIntoSpan() {
        contexts.current = .span
        span.isOpen = true
    }

    /// An object that has spans is a trace; what came before them is its own.
    mutating func turnIntoTrace() {
        contexts.current = .trace
        trace.isOpen = true
        trace.id = span.hasTraceID ? span.draft.traceID : nil
        trace.warnings = span.draft.warnings
    }

    /// An object that has neither spans nor what only spans have.
    mutating func endItem() {
        guard span.hasTraceID else { return }
        report.addMalformedPart("Trace \(span.draft.traceID.jaegerHex) has no `spans`")
    }

    mutating func abandonDocument() {
        span.isOpen = false
        endTrace()
        contexts.endDocument()
    }

    mutating func endTrace() {
        builder.addWarnings(trace.warnings, toTrace: trace.id ?? trace.firstSpanTraceID ?? .zero)
        trace = SpoorTraceState()
    }

    mutating func endSpan() {
        if !span.hasTraceID {
            if let id = trace.id { span.draft.traceID = id } else { trouble("it has no `traceID`") }
        }
        if !span.hasSpanID { trouble("it has no `spanID`") }
        if !span.hasStart { trouble("it has no `start`") }
        if !span.hasEnd {
            // Without a duration either, the span is unfinished.
            span.draft.end =
                span.duration.map {
                    Timestamp(nanoseconds: span.draft.start).advanced(by: $0).nanoseconds
                } ?? 0
        }
        span.draft.attributes = resolved(span.attributes)
        span.draft.resource = resource()
        span.draft.scope = scope()
        if trace.firstSpanTraceID == nil { trace.firstSpanTraceID = span.draft.traceID }
        let row = builder.append(span.draft)
        span.isOpen = false
        tellTrouble(ofSpan: span.draft.spanID, inRow: row)
    }

    private mutating func resource() -> UInt32 {
        span.resource.name = span.service
        let identity = span.resource.identity
        if let known = resources[identity] { return known }
        let hasName = span.service != 0 || span.resource.hasEmptyName
        let index = builder.addResource(
            serviceName: hasName ? span.service : nil,
            attributes: span.resource.attributes,
            schemaURL: span.resource.schemaURL,
            droppedAttributes: span.resource.dropped
        )
        resources[identity] = index
        return index
    }

    private mutating func scope() -> UInt32 {
        if span.scope.isEmpty { return 0 }
        let identity = span.scope.identity
        if let known = scopes[identity] { return known }
        let index = builder.addScope(
            name: span.scope.name,
            version: span.scope.version,
            attributes: span.scope.attributes,
            schemaURL: span.scope.schemaURL,
            droppedAttributes: span.scope.dropped
        )
        scopes[identity] = index
        return index
    }

    /// The same attribute, its arrays and maps those that were stored first of all that are equal.
    private mutating func storedOnce(_ attribute: StoredAttribute) -> StoredAttribute {
        let value = attribute.value
        guard value.variant == .array || value.variant == .map else { return attribute }
        let entries = builder.entries(of: value).map { storedOnce($0) }
        return StoredAttribute(key: attribute.key, value: lists.first(of: value, entries))
    }
}
