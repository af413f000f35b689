/// The growing span columns of a ``TraceBuilder``.
struct SpanRows: Sendable {
    private(set) var traceIndexes: [UInt32] = []
    private(set) var spanIDs: [UInt64] = []
    private(set) var parentIDs: [UInt64] = []
    /// Rows with ids that are texts.
    private(set) var idTexts: [UInt32: SpanIDTexts] = [:]
    /// Bytes of these texts, while spans are appended.
    private(set) var idTextBytes = 0
    private(set) var names: [StringIndex] = []
    private(set) var kinds: [SpanKind] = []
    private(set) var statusCodes: [StatusCode] = []
    private(set) var statusMessages: [StringIndex] = []
    private(set) var errors: [Bool] = []
    private(set) var starts: [UInt64] = []
    private(set) var ends: [UInt64] = []
    private(set) var flags: [UInt32] = []
    private(set) var traceStates: [StringIndex] = []
    private(set) var resourceIndexes: [UInt32] = []
    private(set) var scopeIndexes: [UInt32] = []
    private(set) var attributeRanges: [AttributeRange] = []
    private(set) var firstEvents: [UInt32] = []
    private(set) var firstLinks: [UInt32] = []

    var count: Int { spanIDs.count }

    mutating func append(
        _ draft: borrowing SpanDraft,
        traceIndex: UInt32,
        isError: Bool,
        attributes: AttributeRange,
        firstEvent: Int,
        firstLink: Int
    ) {
        traceIndexes.append(traceIndex)
        if draft.spanID.text != nil || draft.parentID.text != nil {
            idTextBytes +=
                IDText.byteCount(draft.spanID.text) + IDText.byteCount(draft.parentID.text)
            idTexts[UInt32(count)] = SpanIDTexts(
                own: draft.spanID.text,
                parent: draft.parentID.text
            )
        }
        spanIDs.append(draft.spanID.value)
        parentIDs.append(draft.parentID.value)
        names.append(draft.name)
        kinds.append(draft.kind)
        statusCodes.append(draft.statusCode)
        statusMessages.append(draft.statusMessage)
        errors.append(isError)
        starts.append(draft.start)
        ends.append(draft.end)
        flags.append(draft.flags)
        traceStates.append(draft.traceState)
        resourceIndexes.append(draft.resource)
        scopeIndexes.append(draft.scope)
        attributeRanges.append(attributes)
        firstEvents.append(UInt32(firstEvent))
        firstLinks.append(UInt32(firstLink))
    }

    /// Where what rows of another builder name stands in this one.
    struct Places {
        var traces: [UInt32]
        var strings: [StringIndex]
        var resources: [UInt32]
        var scopes: [UInt32]
        var firstAttribute: UInt32
        var firstEvent: UInt32
        var firstLink: UInt32
    }

    /// Appends the rows of another builder.
    mutating func append(_ other: SpanRows, _ places: Places) {
        let strings = places.strings
        for (row, texts) in other.idTexts { idTexts[row + UInt32(count)] = texts }
        idTextBytes += other.idTextBytes
        traceIndexes.append(contentsOf: other.traceIndexes.lazy.map { places.traces[Int($0)] })
        spanIDs += other.spanIDs
        parentIDs += other.parentIDs
        names.append(contentsOf: other.names.lazy.map { strings[Int($0)] })
        kinds += other.kinds
        statusCodes += other.statusCodes
        statusMessages.append(contentsOf: other.statusMessages.lazy.map { strings[Int($0)] })
        errors += other.errors
        starts += other.starts
        ends += other.ends
        flags += other.flags
        traceStates.append(contentsOf: other.traceStates.lazy.map { strings[Int($0)] })
        resourceIndexes.append(
            contentsOf: other.resourceIndexes.lazy.map { places.resources[Int($0)] }
        )
        scopeIndexes.append(contentsOf: other.scopeIndexes.lazy.map { places.scopes[Int($0)] })
        attributeRanges.append(
            contentsOf: other.attributeRanges.lazy.map { $0.moved(behind: places.firstAttribute) }
        )
        firstEvents.append(contentsOf: other.firstEvents.lazy.map { $0 + places.firstEvent })
        firstLinks.append(contentsOf: other.firstLinks.lazy.map { $0 + places.firstLink })
    }

    mutating func reserve(_ count: Int) {
        traceIndexes.reserveCapacity(count)
        spanIDs.reserveCapacity(count)
        parentIDs.reserveCapacity(count)
        names.reserveCapacity(count)
        kinds.reserveCapacity(count)
        statusCodes.reserveCapacity(count)
        statusMessages.reserveCapacity(count)
        errors.reserveCapacity(count)
        starts.reserveCapacity(count)
        ends.reserveCapacity(count)
        flags.reserveCapacity(count)
        traceStates.reserveCapacity(count)
        resourceIndexes.reserveCapacity(count)
        scopeIndexes.reserveCapacity(count)
        attributeRanges.reserveCapacity(count)
        firstEvents.reserveCapacity(count)
        firstLinks.reserveCapacity(count)
    }

    /// The id of the span in a row.
    func spanID(ofRow row: Int) -> SpanID {
        SpanID(spanIDs[row], idTexts.isEmpty ? nil : idTexts[UInt32(row)]?.own)
    }

    /// The id of the parent of the span in a row; zero if it has none.
    func parentID(ofRow row: Int) -> SpanID {
        SpanID(parentIDs[row], idTexts.isEmpty ? nil : idTexts[UInt32(row)]?.parent)
    }

    mutating func setSpanID(_ id: SpanID, ofRow row: Int) {
        spanIDs[row] = id.value
        setTexts(own: id.text, parent: parentID(ofRow: row).text, ofRow: row)
    }

    mutating func setParentID(_ id: SpanID, ofRow row: Int) {
        parentIDs[row] = id.value
        setTexts(own: spanID(ofRow: row).text, parent: id.text, ofRow: row)
    }

    private mutating func setTexts(own: IDText?, parent: IDText?, ofRow row: Int) {
        let isText = own != nil || parent != nil
        idTexts[UInt32(row)] = isText ? SpanIDTexts(own: own, parent: parent) : nil
    }

    /// Puts a row into another trace.
    mutating func setTrace(_ index: UInt32, ofRow row: Int) { traceIndexes[row] = index }

    mutating func setResource(_ resource: UInt32, ofRow row: Int) {
        resourceIndexes[row] = resource
    }
}
