package import TraceModel

/// Counts what traces have that a format cannot hold, or holds as something else.
package struct ConversionLosses: Sendable {
    /// One kind of loss.
    enum Kind: String, CaseIterable {
        case textIDs = "ids that are texts, written as hashes"
        case parts = "parts of a microsecond, cut off"
        case unfinished = "spans without an end, written with a duration of 0"
        case instants = "spans of no length, written with a duration of 1 µs"
        case kinds = "spans of no kind, read back as internal"
        case nested = "arrays, maps and empty values, written as text"
        case values = "numbers, booleans and bytes, written as text"
        case links = "links"
        case linkDetails = "attributes, states and flags of links"
        case linkTypes = "types of references"
        case scopes = "attributes of scopes"
        case events = "attributes of events, written into the event's text"
        case repeated = "attributes of a key that the span or its resource has already"
        case errors = "attributes named error of spans that did not fail, read back as failures"
        case dropped = "counts of what was dropped"
        case flags = "flags"
        case schemas = "addresses of schemas"
        case warnings = "warnings"
    }

    private let format: ConvertedFormat
    private var counts: [Kind: Int] = [:]

    package init(_ format: ConvertedFormat) { self.format = format }

    /// A sentence of all losses, with their numbers; nil if there are none.
    package var sentence: String? {
        let told = Kind.allCases.compactMap { kind in
            counts[kind].map { "\(kind.rawValue) (\($0))" }
        }
        guard !told.isEmpty else { return nil }
        return "\(format.read.name) cannot hold these as they were: "
            + told.joined(separator: "; ") + "."
    }

    package mutating func add(_ trace: Trace) {
        if format != .jaeger, format != .spoor { count(.warnings, trace.warnings.count) }
        for span in trace.spans {
            switch format {
            case .jaeger: addJaeger(span)
            case .otlp, .otlpLines, .spoor: break
            case .otlpProtobuf: addProtobuf(span)
            case .zipkin: addZipkin(span)
            }
        }
    }

    private mutating func count(_ kind: Kind, _ number: Int = 1) {
        if number > 0 { counts[kind, default: 0] += number }
    }

    private mutating func addProtobuf(_ span: Span) {
        addTextIDs(span)
        count(.warnings, span.warnings.count)
        count(.linkTypes, span.links.count { $0.type != .unspecified })
    }

    private mutating func addJaeger(_ span: Span) {
        addInexactTimes(span)
        if span.isUnfinished { count(.unfinished) }
        if span.flags > 0xFF { count(.flags) }
        addOrigin(span)
        count(.scopes, span.scope.attributes.indices.count)
        for link in span.links
        where !link.attributes.isEmpty || link.flags != 0 || !link.traceState.isEmpty {
            count(.linkDetails)
        }
        for list in [span.attributes, span.resource.attributes] + span.events.map(\.attributes) {
            addValues(list, countsScalars: false)
        }
    }

    private mutating func addZipkin(_ span: Span) {
        addTextIDs(span)
        addInexactTimes(span)
        if span.kind == .unspecified { count(.kinds) }
        if span.flags != 0 { count(.flags) }
        count(.links, span.links.count)
        count(.warnings, span.warnings.count)
        addOrigin(span)
        if !span.isUnfinished, span.duration == 0 { count(.instants) }
        if span.statusCode == .unset, addsFailure(span) { count(.errors) }
        count(.events, span.events.count { !$0.attributes.isEmpty })
        var keys = Set(ZipkinDocument.generatedTags(of: span).map(\.name))
        for list in [span.attributes, span.resource.attributes, span.scope.attributes] {
            addValues(list, countsScalars: true)
            for index in list.indices where !keys.insert(list[index].key).inserted {
                count(.repeated)
            }
        }
    }

    /// Whether an attribute makes the span one that failed when it is read back.
    private func addsFailure(_ span: Span) -> Bool {
        [span.attributes, span.resource.attributes, span.scope.attributes].contains { list in
            list.indices.contains {
                list[$0].key == "error" && list[$0].value != .bool(false)
                    && list[$0].value != .string("false")
            }
        }
    }

    private mutating func addTextIDs(_ span: Span) {
        if span.traceID.text != nil || span.id.text != nil || span.parentID?.text != nil {
            count(.textIDs)
        }
    }

    private mutating func addInexactTimes(_ span: Span) {
        let isInexact =
            span.start.nanoseconds % 1000 != 0 || span.duration % 1000 != 0
            || span.events.contains { $0.time.nanoseconds % 1000 != 0 }
        if isInexact { count(.parts) }
    }

    /// What neither Jaeger nor Zipkin has of a span and where it comes from.
    private mutating func addOrigin(_ span: Span) {
        if span.dropped != DroppedCounts() || span.resource.droppedAttributes > 0 {
            count(.dropped)
        }
        if !span.resource.schemaURL.isEmpty || !span.scope.schemaURL.isEmpty { count(.schemas) }
    }

    private mutating func addValues(_ list: AttributeList, countsScalars: Bool) {
        for index in list.indices {
            switch list[index].value {
            case .array, .map, .empty: count(.nested)
            case .bool, .int, .double, .bytes: if countsScalars { count(.values) }
            case .string: break
            }
        }
    }
}
