/// What decoders write into: grows the columns span by span and cuts them into traces at the end.
///
/// Spans may come in any order and of any number of traces; rows keep the order of arrival. Noncopyable, so
/// that appending never copies a column.
package struct TraceBuilder: ~Copyable {
    /// Names, keys, texts and bytes of everything built here.
    package var strings = StringInterner()

    var traceIDs: [TraceID] = []
    /// Bytes of trace ids that are texts.
    private(set) var idTextBytes = 0
    private var traceIndexes: [TraceID: UInt32] = [:]
    private var lastTrace: (id: TraceID, index: UInt32)?
    var spans = SpanRows()
    var attributes = AttributeColumns()
    var nested = AttributeColumns()
    var events = EventColumns()
    var links = LinkColumns()
    var resources: [StoredResource] = []
    var scopes: [StoredScope] = []
    var droppedCounts: [UInt32: DroppedCounts] = [:]
    var warnings: [UInt32: [StringIndex]] = [:]
    var traceWarnings: [TraceID: [StringIndex]] = [:]
    private let errorKey: StringIndex
    private let statusKey: StringIndex
    private let trueText: StringIndex
    private let errorText: StringIndex

    /// An empty builder, whose resource 0 and scope 0 are the empty ones.
    package init() {
        errorKey = strings.intern("error")
        statusKey = strings.intern("otel.status_code")
        trueText = strings.intern("true")
        errorText = strings.intern("ERROR")
        resources.append(.empty)
        scopes.append(.empty)
    }

    /// Number of spans so far.
    package var spanCount: Int { spans.count }

    /// The index of an attribute for ``SpanDraft/internedAttributes``, given a new one if need be.
    package mutating func intern(_ attribute: StoredAttribute) -> AttributeIndex {
        attributes.intern(attribute)
    }

    /// The attribute that ``intern(_:)`` gave this index.
    package func attribute(at index: AttributeIndex) -> StoredAttribute {
        attributes.distinct[index]
    }

    /// Makes room for `count` spans of `attributes` attributes each, to be spared growing.
    package mutating func reserve(spans count: Int, attributes: Int) {
        spans.reserve(count)
        self.attributes.reserve(rows: count * attributes)
    }

    /// Stores the elements of an array value.
    package mutating func array(of elements: some Collection<StoredValue>) -> StoredValue {
        .list(.array, nested.append(elements.map { StoredAttribute(key: 0, value: $0) }))
    }

    /// Stores the entries of a map value, in order.
    package mutating func map(of entries: some Collection<StoredAttribute>) -> StoredValue {
        .list(.map, nested.append(entries))
    }

    /// The values in an array or map made by this builder; empty for any other value.
    package func elements(of value: StoredValue) -> [StoredValue] {
        guard value.variant == .array || value.variant == .map else { return [] }
        return value.nestedRange.rows.map { nested.value(at: $0) }
    }

    /// The entries of an array or map made by this builder; empty for any other value.
    package func entries(of value: StoredValue) -> [StoredAttribute] {
        guard value.variant == .array || value.variant == .map else { return [] }
        return value.nestedRange.rows.map { row in
            StoredAttribute(key: nested.key(at: row), value: nested.value(at: row))
        }
    }

    /// Appends a span and returns its row.
    ///
    /// - Complexity: O(attributes, events and links of the span).
    @discardableResult
    package mutating func append(_ draft: borrowing SpanDraft) -> Int {
        let row = spans.count
        let range = attributes.append(draft.attributes, interned: draft.internedAttributes)
        let firstEvent = events.count
        let firstLink = links.count
        for (index, event) in draft.events.enumerated() {
            let end =
                index + 1 < draft.events.count
                ? draft.events[index + 1].firstAttribute : draft.eventAttributes.count
            events.append(
                time: event.time,
                name: event.name,
                attributes: attributes.append(draft.eventAttributes[event.firstAttribute..<end]),
                droppedAttributes: event.droppedAttributes
            )
        }
        for (index, link) in draft.links.enumerated() {
            let end =
                index + 1 < draft.links.count
                ? draft.links[index + 1].firstAttribute : draft.linkAttributes.count
            links.append(
                link,
                attributes: attributes.append(draft.linkAttributes[link.firstAttribute..<end])
            )
        }
        spans.append(
            draft,
            traceIndex: traceIndex(of: draft.traceID),
            isError: isError(draft),
            attributes: range,
            firstEvent: firstEvent,
            firstLink: firstLink
        )
        if !draft.dropped.isEmpty { droppedCounts[UInt32(row)] = draft.dropped }
        if !draft.warnings.isEmpty { warnings[UInt32(row)] = draft.warnings }
        return row
    }

    /// Changes the resource of a span whose resource became known after it.
    package mutating func setResource(_ resource: UInt32, ofRow row: Int) {
        spans.setResource(resource, ofRow: row)
    }

    /// Changes the ids of a span that became known only after others of its trace.
    package mutating func setID(_ id: SpanID, parent: SpanID, ofRow row: Int) {
        spans.setSpanID(id, ofRow: row)
        spans.setParentID(parent, ofRow: row)
    }

    /// The service index given to a row so far.
    package func resource(ofRow row: Int) -> UInt32 { spans.resourceIndexes[row] }

    /// Keeps warnings that came with a whole trace; the trace exists even if no span of it comes.
    package mutating func addWarnings(_ texts: [StringIndex], toTrace id: TraceID) {
        guard !texts.isEmpty else { return }
        _ = traceIndex(of: id)
        traceWarnings[id, default: []].append(contentsOf: texts)
    }

    /// A span is an error if its status is ERROR, if `otel.status_code` is `ERROR`, or if the attribute
    /// `error` is boolean true or the string `true`; any other value of `error` means nothing.
    private func isError(_ draft: borrowing SpanDraft) -> Bool {
        if draft.statusCode == .error { return true }
        for index in 0..<draft.attributes.count where marksError(draft.attributes[index]) {
            return true
        }
        for index in 0..<draft.internedAttributes.count {
            let interned = draft.internedAttributes[index]
            let key = attributes.distinct.keys[Int(interned)]
            if (key == errorKey || key == statusKey) && marksError(attributes.distinct[interned]) {
                return true
            }
        }
        return false
    }

    private func marksError(_ attribute: StoredAttribute) -> Bool {
        let value = attribute.value
        if attribute.key == errorKey {
            return value.boolValue == true
                || value.variant == .string && value.stringIndex == trueText
        }
        return attribute.key == statusKey && value.variant == .string
            && value.stringIndex == errorText
    }

    /// Forgets which trace had an id, as it has another one now.
    mutating func forgetIndexes(of id: TraceID) {
        traceIndexes[id] = nil
        lastTrace = nil
    }

    mutating func traceIndex(of id: TraceID) -> UInt32 {
        if let lastTrace, lastTrace.id == id { return lastTrace.index }
        let index: UInt32
        if let known = traceIndexes[id] {
            index = known
        } else {
            index = UInt32(traceIDs.count)
            traceIDs.append(id)
            idTextBytes += IDText.byteCount(id.text)
            traceIndexes[id] = index
        }
        lastTrace = (id, index)
        return index
    }
}
