/// Links of all spans, in the order of their spans.
package struct LinkColumns: Sendable {
    package private(set) var traceIDs: [TraceID] = []
    package private(set) var spanIDs: [SpanID] = []
    package private(set) var types: [LinkType] = []
    package private(set) var traceStates: [StringIndex] = []
    package private(set) var flags: [UInt32] = []
    package private(set) var attributes: [AttributeRange] = []
    package private(set) var dropped: [UInt32] = []

    package var count: Int { spanIDs.count }
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
