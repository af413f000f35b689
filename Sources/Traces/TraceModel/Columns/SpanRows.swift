/// The growing span columns of a ``TraceBuilder``.
struct SpanRows: Sendable {
    private(set) var traceIndexes: [UInt32] = []
    private(set) var spanIDs: [SpanID] = []
    private(set) var parentIDs: [SpanID] = []
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
        spanIDs.append(draft.spanID)
        parentIDs.append(draft.parentID)
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

    mutating func setID(_ id: SpanID, parent: SpanID, ofRow row: Int) {
        spanIDs[row] = id
        parentIDs[row] = parent
    }

    mutating func setResource(_ resource: UInt32, ofRow row: Int) {
        resourceIndexes[row] = resource
    }
}
