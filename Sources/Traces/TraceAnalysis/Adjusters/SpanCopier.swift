import TraceModel

/// Copies spans out of finished columns, giving texts their indexes in another builder.
struct SpanCopier {
    private let source: StringTable
    private var strings: [StringIndex: StringIndex] = [0: 0]
    private var resources: [Int: UInt32] = [:]
    private var scopes: [Int: UInt32] = [:]
    /// Arrays and maps copied so far by content, so that equal ones have equal payloads.
    private var lists: [[UInt64]: StoredValue] = [:]

    init(from columns: SpanColumns) {
        source = columns.strings
    }

    /// All of a span but its resource and scope.
    mutating func draft(of span: Span, into builder: inout TraceBuilder) -> SpanDraft {
        var draft = SpanDraft()
        draft.traceID = span.traceID
        draft.spanID = span.id
        draft.parentID = span.parentID ?? .zero
        draft.name = copy(span.nameIndex, &builder)
        draft.kind = span.kind
        draft.statusCode = span.statusCode
        draft.statusMessage = copy(span.statusMessageIndex, &builder)
        draft.start = span.start.nanoseconds
        draft.end = span.end.nanoseconds
        draft.flags = span.flags
        draft.traceState = builder.strings.intern(span.traceState)
        draft.dropped = span.dropped
        draft.attributes = copy(span.attributes, &builder)
        for event in span.events {
            var copied = EventDraft(firstAttribute: draft.eventAttributes.count)
            copied.time = event.time.nanoseconds
            copied.name = copy(event.nameIndex, &builder)
            copied.droppedAttributes = event.droppedAttributes
            draft.events.append(copied)
            draft.eventAttributes += copy(event.attributes, &builder)
        }
        for link in span.links {
            var copied = LinkDraft(firstAttribute: draft.linkAttributes.count)
            copied.traceID = link.traceID
            copied.spanID = link.spanID
            copied.type = link.type
            copied.traceState = builder.strings.intern(link.traceState)
            copied.flags = link.flags
            copied.droppedAttributes = link.droppedAttributes
            draft.links.append(copied)
            draft.linkAttributes += copy(link.attributes, &builder)
        }
        for warning in span.warningIndexes { draft.warnings.append(copy(warning, &builder)) }
        return draft
    }

    mutating func place(
        ofResource resource: Resource,
        in drafts: inout [AdjustableTrace.ResourceDraft],
        _ builder: inout TraceBuilder
    ) -> UInt32 {
        if let known = resources[resource.index] { return known }
        drafts.append(
            AdjustableTrace.ResourceDraft(
                serviceName: resource.hasServiceName
                    ? copy(resource.serviceNameIndex, &builder) : nil,
                host: builder.strings.intern(resource.host ?? ""),
                attributes: copy(resource.attributes, &builder),
                schemaURL: builder.strings.intern(resource.schemaURL),
                droppedAttributes: resource.droppedAttributes
            )
        )
        let place = UInt32(drafts.count - 1)
        resources[resource.index] = place
        return place
    }

    mutating func place(
        ofScope scope: Scope,
        in drafts: inout [AdjustableTrace.ScopeDraft],
        _ builder: inout TraceBuilder
    ) -> UInt32 {
        if let known = scopes[scope.index] { return known }
        drafts.append(
            AdjustableTrace.ScopeDraft(
                name: builder.strings.intern(scope.name),
                version: builder.strings.intern(scope.version),
                attributes: copy(scope.attributes, &builder),
                schemaURL: builder.strings.intern(scope.schemaURL),
                droppedAttributes: scope.droppedAttributes
            )
        )
        let place = UInt32(drafts.count - 1)
        scopes[scope.index] = place
        return place
    }

    private mutating func copy(_ index: StringIndex, _ builder: inout TraceBuilder) -> StringIndex {
        if let known = strings[index] { return known }
        let copied = source.withBytes(at: index) { builder.strings.intern($0) }
        strings[index] = copied
        return copied
    }

    private mutating func copy(
        _ attributes: AttributeList,
        _ builder: inout TraceBuilder
    ) -> [StoredAttribute] {
        var copied: [StoredAttribute] = []
        copied.reserveCapacity(attributes.count)
        for index in 0..<attributes.count {
            let key = copy(attributes.keyIndex(at: index), &builder)
            copied.append(
                StoredAttribute(key: key, value: copyValue(attributes, index, &builder))
            )
        }
        return copied
    }

    private mutating func copyValue(
        _ attributes: AttributeList,
        _ index: Int,
        _ builder: inout TraceBuilder
    ) -> StoredValue {
        let stored = attributes.stored(at: index)
        switch stored.variant {
        case .string: return .string(copy(stored.stringIndex ?? 0, &builder))
        case .bytes: return .bytes(copy(stored.stringIndex ?? 0, &builder))
        case .empty, .bool, .int, .double: return stored
        case .array, .map:
            let entries = copy(attributes.children(at: index), &builder)
            let content = [UInt64(stored.variant.rawValue)] + Fingerprint.words(of: entries)
            if let known = lists[content] { return known }
            let list =
                stored.variant == .map
                ? builder.map(of: entries)
                : builder.array(of: entries.map(\.value))
            lists[content] = list
            return list
        }
    }
}
