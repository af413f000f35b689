/// Copies spans out of finished columns, giving texts their indexes in another builder.
package struct SpanCopier {
    private let source: StringTable
    /// Of each text, its index in the builder.
    private var strings: StringTranslation
    /// Arrays and maps copied so far by content, so that equal ones have equal payloads.
    private var lists: [[UInt64]: StoredValue] = [:]

    package init(from columns: SpanColumns) {
        source = columns.strings
        strings = StringTranslation(count: source.count)
    }

    /// Makes `draft` a copy of all of a span but its resource and scope.
    ///
    /// - Complexity: O(everything that the span holds).
    package mutating func copy(
        _ span: Span,
        to draft: inout SpanDraft,
        into builder: inout TraceBuilder
    ) {
        draft.reset()
        draft.traceID = span.traceID
        draft.spanID = span.id
        draft.parentID = span.parentID ?? .zero
        draft.name = copy(span.nameIndex, into: &builder)
        draft.kind = span.kind
        draft.statusCode = span.statusCode
        draft.statusMessage = copy(span.statusMessageIndex, into: &builder)
        draft.start = span.start.nanoseconds
        draft.end = span.end.nanoseconds
        draft.flags = span.flags
        draft.traceState = builder.strings.intern(span.traceState)
        draft.dropped = span.dropped
        draft.attributes = copy(span.attributes, into: &builder)
        for event in span.events {
            var copied = EventDraft(firstAttribute: draft.eventAttributes.count)
            copied.time = event.time.nanoseconds
            copied.name = copy(event.nameIndex, into: &builder)
            copied.droppedAttributes = event.droppedAttributes
            draft.events.append(copied)
            draft.eventAttributes += copy(event.attributes, into: &builder)
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
            draft.linkAttributes += copy(link.attributes, into: &builder)
        }
        for warning in span.warningIndexes {
            draft.warnings.append(copy(warning, into: &builder))
        }
    }

    /// The index that a text of the columns has in the builder.
    package mutating func copy(
        _ text: StringIndex,
        into builder: inout TraceBuilder
    ) -> StringIndex {
        if let known = strings[text] { return known }
        let copied = source.withBytes(at: text) { builder.strings.intern($0) }
        strings[text] = copied
        return copied
    }

    /// Attributes with what they hold, as the builder stores them.
    package mutating func copy(
        _ attributes: AttributeList,
        into builder: inout TraceBuilder
    ) -> [StoredAttribute] {
        var copied: [StoredAttribute] = []
        copied.reserveCapacity(attributes.count)
        for index in 0..<attributes.count {
            let key = copy(attributes.keyIndex(at: index), into: &builder)
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
        case .string: return .string(copy(stored.stringIndex ?? 0, into: &builder))
        case .bytes: return .bytes(copy(stored.stringIndex ?? 0, into: &builder))
        case .empty, .bool, .int, .double: return stored
        case .array, .map:
            let entries = copy(attributes.children(at: index), into: &builder)
            let content = Self.words(stored.variant, entries)
            if let known = lists[content] { return known }
            let list =
                stored.variant == .map
                ? builder.map(of: entries)
                : builder.array(of: entries.map(\.value))
            lists[content] = list
            return list
        }
    }

    /// Equal words mean equal content.
    private static func words(
        _ variant: StoredValue.Variant,
        _ entries: [StoredAttribute]
    ) -> [UInt64] {
        var words = [UInt64(variant.rawValue)]
        words.reserveCapacity(1 + 2 * entries.count)
        for entry in entries {
            words.append(UInt64(entry.key) << 8 | UInt64(entry.value.variant.rawValue))
            words.append(entry.value.payload)
        }
        return words
    }
}
