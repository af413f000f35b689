extension TraceBuilder {
    /// Appends the spans of `trace`, for putting together one trace that came in parts; those whose numbers `takes` refuses are
    /// left out.
    ///
    /// - Complexity: O(spans and everything they hold).
    package mutating func append(copyOf trace: Trace, where takes: (Int) -> Bool = { _ in true }) {
        append(copyOf: trace, spans: (0..<trace.count).filter(takes))
    }

    /// Appends the spans of these numbers of `trace`, with the warnings of the whole.
    mutating func append(copyOf trace: Trace, spans numbers: some Sequence<Int>) {
        var copier = SpanCopier(from: trace.columns)
        var resources: [Int: UInt32] = [:]
        var scopes: [Int: UInt32] = [:]
        var draft = SpanDraft()
        for index in numbers {
            let span = trace[index]
            copier.copy(span, to: &draft, into: &self)
            draft.resource = place(of: span.resource, &resources, &copier)
            draft.scope = place(of: span.scope, &scopes, &copier)
            append(draft)
        }
        addWarnings(trace.warnings.map { strings.intern($0) }, toTrace: trace.id)
    }

    private mutating func place(
        of resource: Resource,
        _ known: inout [Int: UInt32],
        _ copier: inout SpanCopier
    ) -> UInt32 {
        if let place = known[resource.index] { return place }
        let place = addResource(
            serviceName: resource.hasServiceName
                ? copier.copy(resource.serviceNameIndex, into: &self) : nil,
            attributes: copier.copy(resource.attributes, into: &self),
            schemaURL: strings.intern(resource.schemaURL),
            droppedAttributes: resource.droppedAttributes
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
        let place = addScope(
            name: strings.intern(scope.name),
            version: strings.intern(scope.version),
            attributes: copier.copy(scope.attributes, into: &self),
            schemaURL: strings.intern(scope.schemaURL),
            droppedAttributes: scope.droppedAttributes
        )
        known[scope.index] = place
        return place
    }
}
