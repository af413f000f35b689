import TraceModel

extension OTLPProtobufDecoder {
    /// What a span is told that has a value nested more deeply than is kept, or whose resource or scope has one.
    static let cutWarning = "values nested more than \(deepestValue) levels deep were left empty"

    mutating func span(
        _ message: ProtobufCursor,
        resource: UInt32,
        scope: UInt32
    ) throws(ProtobufError) {
        typealias Tag = OTLPTag.Span
        draft.reset()
        draft.resource = resource
        draft.scope = scope
        var cursor = message
        while !cursor.isAtEnd {
            let tag = try cursor.varint()
            switch tag {
            case Tag.attributes:
                draft.internedAttributes.append(
                    try attributeIndex(&cursor, number: draft.internedAttributes.count)
                )
            case Tag.traceID: draft.traceID = try traceID(&cursor)
            case Tag.spanID: draft.spanID = try spanID(&cursor, "span_id")
            case Tag.parentSpanID: draft.parentID = try spanID(&cursor, "parent_span_id")
            case Tag.name: draft.name = text(cursor, try cursor.lengthDelimited())
            case Tag.kind: draft.kind = kind(try cursor.varint())
            case Tag.start: draft.start = try cursor.fixed64()
            case Tag.end: draft.end = try cursor.fixed64()
            case Tag.flags: draft.flags = try cursor.fixed32()
            case Tag.status: try status(&cursor)
            case Tag.events: try event(&cursor)
            case Tag.links: try link(&cursor)
            case Tag.traceState: draft.traceState = text(cursor, try cursor.lengthDelimited())
            case Tag.droppedAttributes: draft.dropped.attributes = try count(&cursor)
            case Tag.droppedEvents: draft.dropped.events = try count(&cursor)
            case Tag.droppedLinks: draft.dropped.links = try count(&cursor)
            default: try cursor.skip(tag, known: Tag.known)
            }
        }
        if let warningsKey { takeWarnings(warningsKey) }
        if hasCut { draft.warnings.append(builder.strings.intern(Self.cutWarning)) }
        builder.append(draft)
    }

    private mutating func event(_ outer: inout ProtobufCursor) throws(ProtobufError) {
        typealias Tag = OTLPTag.Event
        var event = EventDraft(firstAttribute: draft.eventAttributes.count)
        var cursor = outer.nested(try outer.lengthDelimited())
        do {
            while !cursor.isAtEnd {
                let tag = try cursor.varint()
                switch tag {
                case Tag.time: event.time = try cursor.fixed64()
                case Tag.name: event.name = text(cursor, try cursor.lengthDelimited())
                case Tag.attributes:
                    let number = draft.eventAttributes.count - event.firstAttribute
                    draft.eventAttributes.append(try attribute(&cursor, number: number))
                case Tag.droppedAttributes: event.droppedAttributes = try count(&cursor)
                default: try cursor.skip(tag, known: Tag.known)
                }
            }
        } catch { throw error.within("events[\(draft.events.count)]") }
        draft.events.append(event)
    }

    private mutating func link(_ outer: inout ProtobufCursor) throws(ProtobufError) {
        typealias Tag = OTLPTag.Link
        var link = LinkDraft(firstAttribute: draft.linkAttributes.count)
        var cursor = outer.nested(try outer.lengthDelimited())
        do {
            while !cursor.isAtEnd {
                let tag = try cursor.varint()
                switch tag {
                case Tag.traceID: link.traceID = try traceID(&cursor)
                case Tag.spanID: link.spanID = try spanID(&cursor, "span_id")
                case Tag.traceState: link.traceState = text(cursor, try cursor.lengthDelimited())
                case Tag.attributes:
                    let number = draft.linkAttributes.count - link.firstAttribute
                    draft.linkAttributes.append(try attribute(&cursor, number: number))
                case Tag.droppedAttributes: link.droppedAttributes = try count(&cursor)
                case Tag.flags: link.flags = try cursor.fixed32()
                default: try cursor.skip(tag, known: Tag.known)
                }
            }
        } catch { throw error.within("links[\(draft.links.count)]") }
        link.type = referenceType(draft.linkAttributes[link.firstAttribute...])
        draft.links.append(link)
    }

    private mutating func status(_ outer: inout ProtobufCursor) throws(ProtobufError) {
        typealias Tag = OTLPTag.Status
        var cursor = outer.nested(try outer.lengthDelimited())
        do {
            while !cursor.isAtEnd {
                let tag = try cursor.varint()
                switch tag {
                case Tag.message: draft.statusMessage = text(cursor, try cursor.lengthDelimited())
                case Tag.code: draft.statusCode = statusCode(try cursor.varint())
                default: try cursor.skip(tag, known: Tag.known)
                }
            }
        } catch { throw error.within("status") }
    }

    private func traceID(_ cursor: inout ProtobufCursor) throws(ProtobufError) -> TraceID {
        let bytes = cursor.bytes(try cursor.lengthDelimited())
        guard bytes.count == 16 else {
            if bytes.isEmpty { return .zero }
            throw ProtobufError(
                .traceIDLength(bytes.count),
                at: cursor.offset - bytes.count,
                path: "trace_id"
            )
        }
        return TraceID(
            high: UInt64(bigEndian: bytes.loadUnaligned(as: UInt64.self)),
            low: UInt64(bigEndian: bytes.loadUnaligned(fromByteOffset: 8, as: UInt64.self))
        )
    }

    private func spanID(
        _ cursor: inout ProtobufCursor,
        _ field: StaticString
    ) throws(ProtobufError) -> SpanID {
        let bytes = cursor.bytes(try cursor.lengthDelimited())
        guard bytes.count == 8 else {
            if bytes.isEmpty { return .zero }
            throw ProtobufError(
                .spanIDLength(bytes.count),
                at: cursor.offset - bytes.count,
                path: "\(field)"
            )
        }
        return SpanID(UInt64(bigEndian: bytes.loadUnaligned(as: UInt64.self)))
    }

    private func count(_ cursor: inout ProtobufCursor) throws(ProtobufError) -> UInt32 {
        UInt32(truncatingIfNeeded: try cursor.varint())
    }

    private mutating func kind(_ number: UInt64) -> SpanKind {
        if let kind = SpanKind(rawValue: UInt8(clamping: number)) { return kind }
        unknownEnums += 1
        return .unspecified
    }

    private mutating func statusCode(_ number: UInt64) -> StatusCode {
        if let code = StatusCode(rawValue: UInt8(clamping: number)) { return code }
        unknownEnums += 1
        return .unset
    }
}
