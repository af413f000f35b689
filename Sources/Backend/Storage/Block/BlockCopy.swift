import TraceModel

/// Writes rows of one block into a builder: the way back from stored spans to a trace.
///
/// Resources, scopes and attributes are translated once for all rows taken from the block.
struct BlockCopy {
    private let block: Block
    private var attributes: [AttributeIndex: AttributeIndex] = [:]
    private var resources: [UInt16: UInt32] = [:]
    private var scopes: [UInt32: UInt32] = [:]
    private var draft = SpanDraft()

    init(_ block: Block) { self.block = block }

    /// Appends a row of the block, a span of trace `id`, to `builder`.
    ///
    /// - Complexity: O(bytes of the span).
    mutating func append(_ row: Int, of id: TraceID, to builder: inout TraceBuilder) {
        let rows = block.rows
        let operation = Int(rows.operations[row])
        let detail = Int(rows.details[row])
        draft.reset()
        draft.traceID = id
        draft.spanID = SpanID(rows.spanIDs[row])
        draft.parentID = SpanID(rows.parentIDs[row])
        if let texts = block.parts.idTexts(ofRow: row) {
            if texts.own != 0 { draft.spanID = SpanID(text: block.strings.text(at: texts.own)) }
            if texts.parent != 0 {
                draft.parentID = SpanID(text: block.strings.text(at: texts.parent))
            }
        }
        draft.name = text(
            block.operations.word(ListPlace.Operation.name, ofList: operation),
            &builder
        )
        let kind = block.operations.word(ListPlace.Operation.kind, ofList: operation)
        draft.kind = SpanKind(rawValue: UInt8(truncatingIfNeeded: kind)) ?? .unspecified
        draft.statusCode = Outcome(bits: rows.outcomes[row]).status
        draft.start = rows.starts[row]
        draft.end = rows.ends[row]
        draft.resource = resource(rows.resources[row], &builder)
        read(detail: detail, &builder)
        for place in rows.attributeRange(ofRow: row) {
            draft.internedAttributes.append(attribute(rows.attributes[place], &builder))
        }
        readEvents(of: row, &builder)
        readLinks(of: row, &builder)
        for warning in block.parts.warningRuns.run(of: row) {
            draft.warnings.append(text(block.parts.warnings[warning], &builder))
        }
        builder.append(draft)
    }

    private mutating func read(detail: Int, _ builder: inout TraceBuilder) {
        func word(_ place: Int) -> UInt32 { block.details.word(place, ofList: detail) }
        draft.flags = word(ListPlace.Detail.flags)
        draft.traceState = text(word(ListPlace.Detail.traceState), &builder)
        draft.statusMessage = text(word(ListPlace.Detail.statusMessage), &builder)
        draft.dropped = DroppedCounts(
            attributes: word(ListPlace.Detail.droppedAttributes),
            events: word(ListPlace.Detail.droppedEvents),
            links: word(ListPlace.Detail.droppedLinks)
        )
        draft.scope = scope(word(ListPlace.Detail.scope), &builder)
    }

    private func text(_ index: StringIndex, _ builder: inout TraceBuilder) -> StringIndex {
        index == 0 ? 0 : block.strings.withBytes(at: index) { builder.strings.intern($0) }
    }

    private mutating func attribute(
        _ index: AttributeIndex,
        _ builder: inout TraceBuilder
    ) -> AttributeIndex {
        if let known = attributes[index] { return known }
        let key = text(block.attributes.keys[Int(index)], &builder)
        let value = value(block.attributes.value(at: index), &builder)
        let new = builder.intern(StoredAttribute(key: key, value: value))
        attributes[index] = new
        return new
    }

    private mutating func storedAttribute(
        _ index: AttributeIndex,
        _ builder: inout TraceBuilder
    ) -> StoredAttribute {
        builder.attribute(at: attribute(index, &builder))
    }

    private func value(_ value: BlockValue, _ builder: inout TraceBuilder) -> StoredValue {
        switch value.variant {
        case .empty, .bool, .int, .double: return StoredValue(value.variant, value.payload)
        case .string: return .string(text(value.stringIndex, &builder))
        case .bytes: return .bytes(text(value.stringIndex, &builder))
        case .array, .map:
            let entries = block.strings.withBytes(at: value.stringIndex, NestedEntry.entries(of:))
            var stored: [StoredAttribute] = []
            for entry in entries {
                let key = text(entry.key, &builder)
                stored.append(StoredAttribute(key: key, value: self.value(entry.value, &builder)))
            }
            return value.variant == .array
                ? builder.array(of: stored.map(\.value)) : builder.map(of: stored)
        }
    }

    private mutating func resource(_ index: UInt16, _ builder: inout TraceBuilder) -> UInt32 {
        typealias Place = ListPlace.Resource
        if let known = resources[index] { return known }
        let words = block.resources.list(at: Int(index))
        var attributes: [StoredAttribute] = []
        for word in words[Place.attributes...] {
            attributes.append(storedAttribute(word, &builder))
        }
        let service = text(words[Place.service], &builder)
        let new = builder.addResource(
            serviceName: words[Place.hasService] == 1 ? service : nil,
            attributes: attributes,
            schemaURL: text(words[Place.schemaURL], &builder),
            droppedAttributes: words[Place.droppedAttributes]
        )
        resources[index] = new
        return new
    }

    private mutating func scope(_ index: UInt32, _ builder: inout TraceBuilder) -> UInt32 {
        typealias Place = ListPlace.Scope
        if let known = scopes[index] { return known }
        let words = block.scopes.list(at: Int(index))
        guard words.contains(where: { $0 != 0 }) || words.count > Place.attributes else {
            scopes[index] = 0
            return 0
        }
        var attributes: [StoredAttribute] = []
        for word in words[Place.attributes...] {
            attributes.append(storedAttribute(word, &builder))
        }
        let new = builder.addScope(
            name: text(words[Place.name], &builder),
            version: text(words[Place.version], &builder),
            attributes: attributes,
            schemaURL: text(words[Place.schemaURL], &builder),
            droppedAttributes: words[Place.droppedAttributes]
        )
        scopes[index] = new
        return new
    }

    private mutating func readEvents(of row: Int, _ builder: inout TraceBuilder) {
        let parts = block.parts
        for index in parts.eventRuns.run(of: row) {
            let record = parts.events[index]
            var event = EventDraft(firstAttribute: draft.eventAttributes.count)
            event.time = record.time
            event.name = text(record.name, &builder)
            event.droppedAttributes = record.droppedAttributes
            for place in parts.attributeRange(ofEvent: index) {
                let stored = storedAttribute(parts.eventAttributes[place], &builder)
                draft.eventAttributes.append(stored)
            }
            draft.events.append(event)
        }
    }

    private mutating func readLinks(of row: Int, _ builder: inout TraceBuilder) {
        let parts = block.parts
        for index in parts.linkRuns.run(of: row) {
            let record = parts.links[index]
            var link = LinkDraft(firstAttribute: draft.linkAttributes.count)
            link.traceID = TraceID(high: record.traceHigh, low: record.traceLow)
            link.spanID = SpanID(record.spanID)
            if record.traceText != 0 {
                link.traceID = TraceID(text: block.strings.text(at: record.traceText))
            }
            if record.spanText != 0 {
                link.spanID = SpanID(text: block.strings.text(at: record.spanText))
            }
            link.type = LinkType(rawValue: record.type) ?? .unspecified
            link.traceState = text(record.traceState, &builder)
            link.flags = record.flags
            link.droppedAttributes = record.droppedAttributes
            for place in parts.attributeRange(ofLink: index) {
                let stored = storedAttribute(parts.linkAttributes[place], &builder)
                draft.linkAttributes.append(stored)
            }
            draft.links.append(link)
        }
    }
}
