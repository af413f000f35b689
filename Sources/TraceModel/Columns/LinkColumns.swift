/// Links of all spans, in the order of their spans.
struct LinkColumns: Sendable {
    private(set) var traceIDs: [TraceID] = []
    private(set) var spanIDs: [SpanID] = []
    private(set) var types: [LinkType] = []
    private(set) var traceStates: [StringIndex] = []
    private(set) var flags: [UInt32] = []
    private(set) var attributes: [AttributeRange] = []
    private(set) var dropped: [UInt32] = []

    var count: Int { spanIDs.count }
    var byteCount: Int { count * (16 + 8 + 1 + 4 + 4 + 8 + 4) }

    mutating func append(_ link: LinkDraft, attributes range: AttributeRange) {
        traceIDs.append(link.traceID)
        spanIDs.append(link.spanID)
        types.append(link.type)
        traceStates.append(link.traceState)
        flags.append(link.flags)
        attributes.append(range)
        dropped.append(link.droppedAttributes)
    }
}
