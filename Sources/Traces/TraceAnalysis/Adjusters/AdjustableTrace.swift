import TraceModel

/// A trace copied out of its columns to be changed, and on its way into new ones.
struct AdjustableTrace: ~Copyable {
    var builder = TraceBuilder()
    var spans: [SpanDraft] = []
    /// Drafts name their resource by its place here.
    var resources: [ResourceDraft] = []
    var scopes: [ScopeDraft] = []

    struct ResourceDraft {
        var serviceName: StringIndex?
        /// The machine it ran on, as far as clocks are concerned; 0 if unknown.
        var host: StringIndex
        var attributes: [StoredAttribute]
        var schemaURL: StringIndex
        var droppedAttributes: UInt32
    }

    struct ScopeDraft {
        var name: StringIndex
        var version: StringIndex
        var attributes: [StoredAttribute]
        var schemaURL: StringIndex
        var droppedAttributes: UInt32
    }

    /// No span yet.
    init() {}

    init(_ trace: Trace) {
        var copier = SpanCopier(from: trace.columns)
        var resourcePlaces: [Int: UInt32] = [:]
        var scopePlaces: [Int: UInt32] = [:]
        spans.reserveCapacity(trace.count)
        for index in 0..<trace.count {
            let span = trace[index]
            var draft = SpanDraft()
            copier.copy(span, to: &draft, into: &builder)
            draft.resource = place(of: span.resource, &resourcePlaces, &copier)
            draft.scope = place(of: span.scope, &scopePlaces, &copier)
            spans.append(draft)
        }
        let warnings = trace.warnings.map { builder.strings.intern($0) }
        builder.addWarnings(warnings, toTrace: trace.id)
    }

    private mutating func place(
        of resource: Resource,
        _ known: inout [Int: UInt32],
        _ copier: inout SpanCopier
    ) -> UInt32 {
        if let place = known[resource.index] { return place }
        let place = UInt32(resources.count)
        resources.append(
            ResourceDraft(
                serviceName: resource.hasServiceName
                    ? copier.copy(resource.serviceNameIndex, into: &builder) : nil,
                host: builder.strings.intern(resource.host ?? ""),
                attributes: copier.copy(resource.attributes, into: &builder),
                schemaURL: builder.strings.intern(resource.schemaURL),
                droppedAttributes: resource.droppedAttributes
            )
        )
        known[resource.index] = place
        return place
    }

    private mutating func place(
        of scope: Scope,
        _ known: inout [Int: UInt32],
        _ copier: inout SpanCopier
    ) -> UInt32 {
        if let place = known[scope.index] { return place }
        let place = UInt32(scopes.count)
        scopes.append(
            ScopeDraft(
                name: builder.strings.intern(scope.name),
                version: builder.strings.intern(scope.version),
                attributes: copier.copy(scope.attributes, into: &builder),
                schemaURL: builder.strings.intern(scope.schemaURL),
                droppedAttributes: scope.droppedAttributes
            )
        )
        known[scope.index] = place
        return place
    }

    consuming func finish() -> Trace? {
        let resourceIndexes = resources.map {
            builder.addResource(
                serviceName: $0.serviceName,
                attributes: $0.attributes,
                schemaURL: $0.schemaURL,
                droppedAttributes: $0.droppedAttributes
            )
        }
        let scopeIndexes = scopes.map {
            builder.addScope(
                name: $0.name,
                version: $0.version,
                attributes: $0.attributes,
                schemaURL: $0.schemaURL,
                droppedAttributes: $0.droppedAttributes
            )
        }
        for var span in spans {
            span.resource = resourceIndexes[Int(span.resource)]
            span.scope = scopeIndexes[Int(span.scope)]
            builder.append(span)
        }
        return builder.finish().first
    }

    /// Adds a warning to a span, unless the span came with it: it may have been adjusted before.
    mutating func warn(_ span: Int, _ text: String) {
        let warning = builder.strings.intern(text)
        guard !spans[span].warnings.contains(warning) else { return }
        spans[span].warnings.append(warning)
    }

    /// The place of an attribute by key.
    static func firstIndex(of key: StringIndex, in attributes: [StoredAttribute]) -> Int? {
        attributes.firstIndex { $0.key == key }
    }
}
