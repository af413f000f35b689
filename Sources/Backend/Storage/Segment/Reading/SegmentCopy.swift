package import TraceModel

/// Writes rows of one segment into a builder: the way back from stored spans to a trace.
///
/// Texts, resources, scopes and attributes are translated once for all rows that are taken from the segment.
package struct SegmentCopy {
    let segment: Segment
    var blocks = BlockCache()
    var draft = SpanDraft()
    private var strings: [Int: StringIndex] = [0: 0]
    private var attributes: [UInt64: AttributeIndex] = [:]
    private var resources: [Int: UInt32] = [:]
    private var scopes: [Int: UInt32] = [:]
    private var fields: [SegmentField] = []

    package init(_ segment: Segment) { self.segment = segment }

    /// Whether something of what was copied could not be read.
    package var isDamaged: Bool { blocks.isDamaged }

    /// Appends rows of the trace at a place, numbered from 0 in the order in which they came, to `builder`, until that takes so many
    /// bytes; returns how many it appended.
    ///
    /// - Complexity: O(bytes of the spans).
    @discardableResult
    package mutating func append(
        _ numbers: Range<Int>,
        ofTraceAt place: Int,
        to builder: inout TraceBuilder,
        upTo bytes: Int = .max
    ) -> Int {
        let rows = segment.rows(ofTraceAt: place)
        let range = rows.lowerBound + numbers.lowerBound..<rows.lowerBound + numbers.upperBound
        let taken = range.clamped(to: rows)
        guard !taken.isEmpty else { return 0 }
        let id = segment.traceID(at: place)
        let base = segment.traceBases[place]
        var cursor = RowCursor(segment, at: taken.lowerBound)
        while cursor.row < taken.upperBound {
            append(cursor.read(base: base), first: rows.lowerBound, of: id, to: &builder)
            if bytes < .max, builder.byteCount >= bytes { break }
        }
        return cursor.row - taken.lowerBound
    }

    private mutating func append(
        _ row: SegmentRow,
        first: Int,
        of id: TraceID,
        to builder: inout TraceBuilder
    ) {
        draft.reset()
        draft.traceID = id
        draft.spanID = SpanID(segment.spanIDs[row.row])
        draft.parentID = SpanID(segment.parentID(ofRow: row.row, firstOfTrace: first))
        draft.name = text(
            Int(segment.operation(row.operation, ListPlace.Operation.name)),
            &builder
        )
        let kind = segment.operation(row.operation, ListPlace.Operation.kind)
        draft.kind = SpanKind(rawValue: UInt8(truncatingIfNeeded: kind)) ?? .unspecified
        draft.statusCode = row.template.outcome.status
        draft.start = row.start
        draft.end = row.end
        draft.resource = resource(row.resource, &builder)
        read(detail: row.detail, &builder)
        readAttributes(of: row, &builder)
        if let extra = segment.extra(ofRow: row.row) { readExtras(extra, &builder) }
        builder.append(draft)
    }

    private mutating func read(detail: Int, _ builder: inout TraceBuilder) {
        func word(_ place: Int) -> UInt32 { segment.detail(detail, place) }
        draft.flags = word(ListPlace.Detail.flags)
        draft.traceState = text(Int(word(ListPlace.Detail.traceState)), &builder)
        draft.statusMessage = text(Int(word(ListPlace.Detail.statusMessage)), &builder)
        draft.dropped = DroppedCounts(
            attributes: word(ListPlace.Detail.droppedAttributes),
            events: word(ListPlace.Detail.droppedEvents),
            links: word(ListPlace.Detail.droppedLinks)
        )
        draft.scope = scope(Int(word(ListPlace.Detail.scope)), &builder)
    }

    private mutating func readAttributes(of row: SegmentRow, _ builder: inout TraceBuilder) {
        if fields.isEmpty { fields = (0..<segment.fieldCount).map { segment.field($0) } }
        let shape = row.template.shape
        var place = RecordPlace(
            row: row.row,
            constant: row.template.constant,
            fixed: row.slots,
            pattern: row.slots &+ segment.fixedBits(ofShape: shape)
        )
        for at in segment.fields(ofShape: shape) {
            let index = Int(segment.shapeFields[at])
            guard index < fields.count else { continue }
            let field = fields[index]
            let value = field.kind.encoding.read(field, &place, of: segment, &blocks)
            draft.internedAttributes.append(attribute(index, field, value, &builder))
        }
    }

    private mutating func attribute(
        _ index: Int,
        _ field: SegmentField,
        _ value: SlotValue,
        _ builder: inout TraceBuilder
    ) -> AttributeIndex {
        let known: UInt64?
        switch value {
        case .text(let text): known = UInt64(index) << 32 | UInt64(UInt32(truncatingIfNeeded: text))
        case .number, .bytes: known = nil
        }
        if let known, let attribute = attributes[known] { return attribute }
        let stored: StoredValue
        switch value {
        case .number(let number):
            switch field.variant {
            case .empty, .bool, .int, .double: stored = StoredValue(field.variant, number)
            // Only in damaged segments: what is no number stands for nothing.
            case .string, .bytes, .array, .map: stored = .empty
            }
        case .bytes(let bytes):
            stored = bytes.withUnsafeBufferPointer { self.value(field.variant, $0, &builder) }
        case .text(let text):
            stored =
                field.variant == .string || field.variant == .bytes
                ? StoredValue(field.variant, UInt64(self.text(text, &builder)))
                : segment.withText(text) { self.value(field.variant, $0, &builder) }
        }
        let new = builder.intern(StoredAttribute(key: text(field.key, &builder), value: stored))
        if let known { attributes[known] = new }
        return new
    }

    private func value(
        _ variant: StoredValue.Variant,
        _ bytes: UnsafeBufferPointer<UInt8>,
        _ builder: inout TraceBuilder
    ) -> StoredValue {
        switch variant {
        case .string, .bytes: return StoredValue(variant, UInt64(builder.strings.intern(bytes)))
        case .empty, .bool, .int, .double: return .empty
        case .array, .map:
            var reader = ByteReader(bytes)
            return builder.value(NestedBytes.list(variant, &reader) ?? .empty)
        }
    }

    private mutating func text(_ index: Int, _ builder: inout TraceBuilder) -> StringIndex {
        if let known = strings[index] { return known }
        let new = segment.withText(index) { builder.strings.intern($0) }
        strings[index] = new
        return new
    }

    private mutating func sharedAttribute(
        _ index: UInt32,
        _ builder: inout TraceBuilder
    ) -> StoredAttribute {
        let (key, variant, payload) = segment.sharedAttribute(Int(index))
        let value: StoredValue
        switch variant {
        case .empty, .bool, .int, .double: value = StoredValue(variant, payload)
        case .string, .bytes:
            let index = Int(UInt32(truncatingIfNeeded: payload))
            value = StoredValue(variant, UInt64(text(index, &builder)))
        case .array, .map:
            value = segment.withText(Int(UInt32(truncatingIfNeeded: payload))) {
                self.value(variant, $0, &builder)
            }
        }
        return StoredAttribute(key: text(key, &builder), value: value)
    }

    private mutating func resource(_ index: Int, _ builder: inout TraceBuilder) -> UInt32 {
        typealias Place = ListPlace.Resource
        if let known = resources[index] { return known }
        let words = segment.words(index, segment.resources, segment.resourceWords)
        guard words.count >= Place.attributes else { return 0 }
        var attributes: [StoredAttribute] = []
        for word in words[Place.attributes...] {
            attributes.append(sharedAttribute(word, &builder))
        }
        let service = text(Int(words[Place.service]), &builder)
        let new = builder.addResource(
            serviceName: words[Place.hasService] == 1 ? service : nil,
            attributes: attributes,
            schemaURL: text(Int(words[Place.schemaURL]), &builder),
            droppedAttributes: words[Place.droppedAttributes]
        )
        resources[index] = new
        return new
    }

    private mutating func scope(_ index: Int, _ builder: inout TraceBuilder) -> UInt32 {
        typealias Place = ListPlace.Scope
        if let known = scopes[index] { return known }
        let words = segment.words(index, segment.scopes, segment.scopeWords)
        guard words.contains(where: { $0 != 0 }) || words.count > Place.attributes,
            words.count >= Place.attributes
        else {
            scopes[index] = 0
            return 0
        }
        var attributes: [StoredAttribute] = []
        for word in words[Place.attributes...] {
            attributes.append(sharedAttribute(word, &builder))
        }
        let new = builder.addScope(
            name: text(Int(words[Place.name]), &builder),
            version: text(Int(words[Place.version]), &builder),
            attributes: attributes,
            schemaURL: text(Int(words[Place.schemaURL]), &builder),
            droppedAttributes: words[Place.droppedAttributes]
        )
        scopes[index] = new
        return new
    }
}
