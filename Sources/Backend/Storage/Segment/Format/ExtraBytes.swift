import TraceModel

/// What few rows have, as bytes: ids that are texts, events, links and warnings.
enum ExtraBytes {
    /// What the first byte of a row, or of a link, says is there.
    private enum Flag {
        static let ownText: UInt8 = 1
        static let parentText: UInt8 = 2
        static let traceText: UInt8 = 1
        static let spanText: UInt8 = 2
    }

    /// Whether a row has any.
    static func areThere(_ row: Int, of block: Block) -> Bool {
        let parts = block.parts
        return !parts.eventRuns.run(of: row).isEmpty || !parts.linkRuns.run(of: row).isEmpty
            || !parts.warningRuns.run(of: row).isEmpty || parts.idTexts(ofRow: row) != nil
    }

    /// Appends those of a row.
    static func append(_ row: Int, of block: Block, to out: inout ByteWriter) {
        let parts = block.parts
        let texts = parts.idTexts(ofRow: row) ?? IDTextRecord(row: 0, own: 0, parent: 0)
        out.append((texts.own != 0 ? Flag.ownText : 0) | (texts.parent != 0 ? Flag.parentText : 0))
        for text in [texts.own, texts.parent] where text != 0 { append(text, of: block, to: &out) }
        let events = parts.eventRuns.run(of: row)
        out.appendVariable(UInt64(events.count))
        for event in events {
            let record = parts.events[event]
            out.append(record.time)
            append(record.name, of: block, to: &out)
            out.appendVariable(UInt64(record.droppedAttributes))
            append(parts.eventAttributes, parts.attributeRange(ofEvent: event), block, &out)
        }
        let links = parts.linkRuns.run(of: row)
        out.appendVariable(UInt64(links.count))
        for link in links {
            let record = parts.links[link]
            out.append(
                (record.traceText != 0 ? Flag.traceText : 0)
                    | (record.spanText != 0 ? Flag.spanText : 0)
            )
            for text in [record.traceText, record.spanText] where text != 0 {
                append(text, of: block, to: &out)
            }
            for word in [record.traceHigh, record.traceLow, record.spanID] { out.append(word) }
            out.append(record.type)
            append(record.traceState, of: block, to: &out)
            out.appendVariable(UInt64(record.flags))
            out.appendVariable(UInt64(record.droppedAttributes))
            append(parts.linkAttributes, parts.attributeRange(ofLink: link), block, &out)
        }
        let warnings = parts.warningRuns.run(of: row)
        out.appendVariable(UInt64(warnings.count))
        for warning in warnings { append(parts.warnings[warning], of: block, to: &out) }
    }

    private static func append(_ text: StringIndex, of block: Block, to out: inout ByteWriter) {
        block.strings.withBytes(at: text) { out.appendCounted($0) }
    }

    private static func append(
        _ attributes: ColumnView<AttributeIndex>,
        _ range: Range<Int>,
        _ block: Block,
        _ out: inout ByteWriter
    ) {
        out.appendVariable(UInt64(range.count))
        for place in range {
            let index = attributes[place]
            append(block.attributes.keys[Int(index)], of: block, to: &out)
            NestedBytes.append(block.attributes.value(at: index), of: block, to: &out)
        }
    }

    /// Reads those of a row into a draft; false if the bytes are not such.
    static func read(
        _ bytes: UnsafeBufferPointer<UInt8>,
        into draft: inout SpanDraft,
        _ builder: inout TraceBuilder
    ) -> Bool {
        var reader = ByteReader(bytes)
        guard let flags = reader.byte() else { return false }
        if flags & Flag.ownText != 0 {
            guard let text = reader.text() else { return false }
            draft.spanID = SpanID(text: text)
        }
        if flags & Flag.parentText != 0 {
            guard let text = reader.text() else { return false }
            draft.parentID = SpanID(text: text)
        }
        guard let events = reader.count() else { return false }
        for _ in 0..<events {
            guard readEvent(&reader, &draft, &builder) else { return false }
        }
        guard let links = reader.count() else { return false }
        for _ in 0..<links {
            guard readLink(&reader, &draft, &builder) else { return false }
        }
        guard let warnings = reader.count() else { return false }
        for _ in 0..<warnings {
            guard let text = reader.counted() else { return false }
            draft.warnings.append(builder.strings.intern(text))
        }
        return true
    }

    private static func readEvent(
        _ reader: inout ByteReader,
        _ draft: inout SpanDraft,
        _ builder: inout TraceBuilder
    ) -> Bool {
        var event = EventDraft(firstAttribute: draft.eventAttributes.count)
        guard let time = reader.word(), let name = reader.counted(), let dropped = reader.small(),
            let attributes = readAttributes(&reader, &builder)
        else { return false }
        event.time = time
        event.name = builder.strings.intern(name)
        event.droppedAttributes = dropped
        draft.events.append(event)
        draft.eventAttributes += attributes
        return true
    }

    private static func readLink(
        _ reader: inout ByteReader,
        _ draft: inout SpanDraft,
        _ builder: inout TraceBuilder
    ) -> Bool {
        var link = LinkDraft(firstAttribute: draft.linkAttributes.count)
        guard let flags = reader.byte() else { return false }
        var texts: (trace: String?, span: String?)
        if flags & Flag.traceText != 0 {
            guard let text = reader.text() else { return false }
            texts.trace = text
        }
        if flags & Flag.spanText != 0 {
            guard let text = reader.text() else { return false }
            texts.span = text
        }
        guard let high = reader.word(), let low = reader.word(), let span = reader.word(),
            let type = reader.byte(), let state = reader.counted(),
            let linkFlags = reader.small(), let dropped = reader.small(),
            let attributes = readAttributes(&reader, &builder)
        else { return false }
        link.traceID = texts.trace.map { TraceID(text: $0) } ?? TraceID(high: high, low: low)
        link.spanID = texts.span.map { SpanID(text: $0) } ?? SpanID(span)
        link.type = LinkType(rawValue: type) ?? .unspecified
        link.traceState = builder.strings.intern(state)
        link.flags = linkFlags
        link.droppedAttributes = dropped
        draft.links.append(link)
        draft.linkAttributes += attributes
        return true
    }

    private static func readAttributes(
        _ reader: inout ByteReader,
        _ builder: inout TraceBuilder
    ) -> [StoredAttribute]? {
        guard let count = reader.count() else { return nil }
        var attributes: [StoredAttribute] = []
        for _ in 0..<count {
            guard let key = reader.counted().map({ builder.strings.intern($0) }),
                let value = NestedBytes.value(&reader)
            else { return nil }
            attributes.append(StoredAttribute(key: key, value: builder.value(value)))
        }
        return attributes
    }
}
