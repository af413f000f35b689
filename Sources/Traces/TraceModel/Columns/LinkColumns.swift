/// Links of all spans, in the order of their spans.
package struct LinkColumns: Sendable {
    /// Numbers of the ids; hashes where these are texts.
    private var traceHighs: [UInt64] = []
    private var traceLows: [UInt64] = []
    private var spanIDs: [UInt64] = []
    /// Rows with ids that are texts.
    private var idTexts: [UInt32: LinkIDTexts] = [:]
    /// Bytes of these texts, while links are appended.
    private var idTextBytes = 0
    package private(set) var types: [LinkType] = []
    package private(set) var traceStates: [StringIndex] = []
    package private(set) var flags: [UInt32] = []
    package private(set) var attributes: [AttributeRange] = []
    package private(set) var dropped: [UInt32] = []

    package var count: Int { spanIDs.count }
    var byteCount: Int { count * (16 + 8 + 1 + 4 + 4 + 8 + 4) + idTextBytes }

    mutating func append(_ link: LinkDraft, attributes range: AttributeRange) {
        setTexts(LinkIDTexts(trace: link.traceID.text, span: link.spanID.text), ofRow: count)
        idTextBytes += IDText.byteCount(link.traceID.text) + IDText.byteCount(link.spanID.text)
        traceHighs.append(link.traceID.high)
        traceLows.append(link.traceID.low)
        spanIDs.append(link.spanID.value)
        types.append(link.type)
        traceStates.append(link.traceState)
        flags.append(link.flags)
        attributes.append(range)
        dropped.append(link.droppedAttributes)
    }

    /// Appends the links of `other`, whose texts have the indexes `strings` here and whose attributes come behind
    /// `firstAttribute` others.
    mutating func append(_ other: LinkColumns, strings: [StringIndex], firstAttribute: UInt32) {
        for (row, texts) in other.idTexts { idTexts[row + UInt32(count)] = texts }
        idTextBytes += other.idTextBytes
        traceHighs += other.traceHighs
        traceLows += other.traceLows
        spanIDs += other.spanIDs
        types += other.types
        traceStates.append(contentsOf: other.traceStates.lazy.map { strings[Int($0)] })
        flags += other.flags
        attributes.append(
            contentsOf: other.attributes.lazy.map { $0.moved(behind: firstAttribute) }
        )
        dropped += other.dropped
    }

    /// The trace that a link points to.
    package func traceID(ofRow row: Int) -> TraceID {
        TraceID(
            high: traceHighs[row],
            low: traceLows[row],
            text: idTexts.isEmpty ? nil : idTexts[UInt32(row)]?.trace
        )
    }

    /// The span that a link points to.
    package func spanID(ofRow row: Int) -> SpanID {
        SpanID(spanIDs[row], idTexts.isEmpty ? nil : idTexts[UInt32(row)]?.span)
    }

    /// Points a link of a span's own trace to another span.
    mutating func set(_ id: SpanID, _ type: LinkType, ofRow row: Int) {
        let trace = traceID(ofRow: row).text
        spanIDs[row] = id.value
        types[row] = type
        setTexts(LinkIDTexts(trace: trace, span: id.text), ofRow: row)
    }

    private mutating func setTexts(_ texts: LinkIDTexts, ofRow row: Int) {
        if texts.trace != nil || texts.span != nil {
            idTexts[UInt32(row)] = texts
        } else if !idTexts.isEmpty {
            idTexts[UInt32(row)] = nil
        }
    }
}
