extension TraceBuilder {
    /// Appends every span of `trace`, for putting together one trace that came in parts.
    ///
    /// - Complexity: O(spans and everything they hold).
    package mutating func append(copyOf trace: Trace) {
        var copier = SpanCopier(trace.columns)
        for index in 0..<trace.count { copier.copy(trace[index], into: &self) }
        addWarnings(trace.warnings.map { strings.intern($0) }, toTrace: trace.id)
    }
}

/// Translates what belongs to one string table into another.
private struct SpanCopier {
    private let columns: SpanColumns
    /// New index + 1 of each old string, 0 when not yet known.
    private var strings: [StringIndex]
    private var resources: [UInt32: UInt32] = [:]
    private var scopes: [Int: UInt32] = [:]
    private var draft = SpanDraft()

    init(_ columns: SpanColumns) {
        self.columns = columns
        strings = Array(repeating: 0, count: columns.strings.count)
    }

    mutating func copy(_ span: Span, into builder: inout TraceBuilder) {
        draft.reset()
        draft.traceID = span.traceID
        draft.spanID = span.id
        draft.parentID = span.parentID ?? .zero
        draft.name = string(span.nameIndex, &builder)
        draft.kind = span.kind
        draft.statusCode = span.statusCode
        draft.statusMessage = builder.strings.intern(span.statusMessage)
        draft.start = span.start.nanoseconds
        draft.end = span.end.nanoseconds
        draft.flags = span.flags
        draft.traceState = builder.strings.intern(span.traceState)
        draft.resource = resource(span, &builder)
        draft.scope = scope(span.scope, &builder)
        draft.dropped = span.dropped
        draft.attributes = attributes(span.attributes, &builder)
        draft.warnings = span.warnings.map { builder.strings.intern($0) }
        for event in span.events {
            var copy = EventDraft(firstAttribute: draft.eventAttributes.count)
            copy.time = event.time.nanoseconds
            copy.name = string(event.nameIndex, &builder)
            copy.droppedAttributes = event.droppedAttributes
            draft.events.append(copy)
            draft.eventAttributes += attributes(event.attributes, &builder)
        }
        for link in span.links {
            var copy = LinkDraft(firstAttribute: draft.linkAttributes.count)
            copy.traceID = link.traceID
            copy.spanID = link.spanID
            copy.type = link.type
            copy.traceState = builder.strings.intern(link.traceState)
            copy.flags = link.flags
            copy.droppedAttributes = link.droppedAttributes
            draft.links.append(copy)
            draft.linkAttributes += attributes(link.attributes, &builder)
        }
        builder.append(draft)
    }

    private mutating func string(
        _ index: StringIndex,
        _ builder: inout TraceBuilder
    ) -> StringIndex {
        let known = strings[Int(index)]
        if known > 0 { return known - 1 }
        let made = columns.strings.withBytes(at: index) { builder.strings.intern($0) }
        strings[Int(index)] = made + 1
        return made
    }

    private mutating func resource(_ span: Span, _ builder: inout TraceBuilder) -> UInt32 {
        if let known = resources[span.resourceIndex] { return known }
        let resource = span.resource
        let made = builder.addResource(
            serviceName: resource.hasServiceName ? string(span.serviceIndex, &builder) : nil,
            attributes: attributes(resource.attributes, &builder),
            schemaURL: builder.strings.intern(resource.schemaURL),
            droppedAttributes: resource.droppedAttributes
        )
        resources[span.resourceIndex] = made
        return made
    }

    private mutating func scope(_ scope: Scope, _ builder: inout TraceBuilder) -> UInt32 {
        if let known = scopes[scope.index] { return known }
        let made = builder.addScope(
            name: builder.strings.intern(scope.name),
            version: builder.strings.intern(scope.version),
            attributes: attributes(scope.attributes, &builder),
            schemaURL: builder.strings.intern(scope.schemaURL),
            droppedAttributes: scope.droppedAttributes
        )
        scopes[scope.index] = made
        return made
    }

    private mutating func attributes(
        _ list: AttributeList,
        _ builder: inout TraceBuilder
    ) -> [StoredAttribute] {
        list.indices.map { index in
            StoredAttribute(
                key: string(list.keyIndex(at: index), &builder),
                value: value(list, index, &builder)
            )
        }
    }

    private mutating func value(
        _ list: AttributeList,
        _ index: Int,
        _ builder: inout TraceBuilder
    ) -> StoredValue {
        let stored = list.stored(at: index)
        switch stored.variant {
        case .empty, .bool, .int, .double: return stored
        case .string: return .string(string(stored.stringIndex ?? 0, &builder))
        case .bytes: return .bytes(string(stored.stringIndex ?? 0, &builder))
        case .array:
            let elements = attributes(list.children(at: index), &builder).map(\.value)
            return builder.array(of: elements)
        case .map:
            return builder.map(of: attributes(list.children(at: index), &builder))
        }
    }
}
