package import TraceModel

extension TraceBuilder {
    /// Appends a span of plain values, with a resource and a scope of its own.
    package mutating func append(_ plain: PlainSpan) {
        var draft = SpanDraft()
        draft.traceID = plain.traceID
        draft.spanID = plain.spanID
        draft.parentID = plain.parentID
        draft.name = strings.intern(plain.name)
        draft.kind = plain.kind
        draft.statusCode = plain.statusCode
        draft.statusMessage = strings.intern(plain.statusMessage)
        draft.start = plain.start
        draft.end = plain.end
        draft.flags = plain.flags
        draft.traceState = strings.intern(plain.traceState)
        let service = plain.hasServiceName ? strings.intern(plain.resource.name) : nil
        draft.resource = addResource(
            serviceName: service,
            attributes: stored(plain.resource.attributes),
            schemaURL: strings.intern(plain.resource.schemaURL),
            droppedAttributes: plain.resource.droppedAttributes
        )
        if plain.scope != PlainSpan.Origin() {
            draft.scope = addScope(
                name: strings.intern(plain.scope.name),
                version: strings.intern(plain.scope.version),
                attributes: stored(plain.scope.attributes),
                schemaURL: strings.intern(plain.scope.schemaURL),
                droppedAttributes: plain.scope.droppedAttributes
            )
        }
        draft.attributes = stored(plain.attributes)
        for event in plain.events {
            var eventDraft = EventDraft(firstAttribute: draft.eventAttributes.count)
            eventDraft.time = event.time
            eventDraft.name = strings.intern(event.name)
            eventDraft.droppedAttributes = event.droppedAttributes
            draft.eventAttributes += stored(event.attributes)
            draft.events.append(eventDraft)
        }
        for link in plain.links {
            var linkDraft = LinkDraft(firstAttribute: draft.linkAttributes.count)
            linkDraft.traceID = link.traceID
            linkDraft.spanID = link.spanID
            linkDraft.type = link.type
            linkDraft.traceState = strings.intern(link.traceState)
            linkDraft.flags = link.flags
            linkDraft.droppedAttributes = link.droppedAttributes
            draft.linkAttributes += stored(link.attributes)
            draft.links.append(linkDraft)
        }
        draft.dropped = plain.dropped
        draft.warnings = plain.warnings.map { strings.intern($0) }
        append(draft)
    }

    private mutating func stored(_ attributes: [Attribute]) -> [StoredAttribute] {
        attributes.map {
            StoredAttribute(key: strings.intern($0.key), value: stored($0.value))
        }
    }

    private mutating func stored(_ value: AttributeValue) -> StoredValue {
        switch value {
        case .empty: .empty
        case .string(let text): .string(strings.intern(text))
        case .bool(let value): .bool(value)
        case .int(let value): .int(value)
        case .double(let value): .double(value)
        case .bytes(let bytes): .bytes(bytes.withUnsafeBufferPointer { strings.intern($0) })
        case .array(let elements): array(of: elements.map { stored($0) })
        case .map(let entries): map(of: stored(entries))
        }
    }
}

extension SpanBatch {
    /// A batch of plain spans, in order.
    package init(_ spans: some Sequence<PlainSpan>) {
        var builder = TraceBuilder()
        for span in spans { builder.append(span) }
        self = builder.finishBatch()
    }

    /// The spans as plain values, in order.
    package var plainSpans: [PlainSpan] {
        (0..<count).map { PlainSpan(Span(columns: columns, row: $0)) }
    }
}
