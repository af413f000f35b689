import TraceModel

/// Single fields of spans in JSON: ids, times, attributes.
extension SpanObjects {
    /// The index of a text; 0 for none.
    mutating func text(_ value: JSONValue?) -> StringIndex {
        value?.string.map { builder.strings.intern($0) } ?? 0
    }

    /// A trace id in any spelling: with `0x`, with dashes as a UUID, in Base64.
    mutating func traceID(_ value: JSONValue?, _ field: StaticString) -> TraceID {
        guard let value, let id = SpelledID.traceID(value) else {
            tell("it has no `\(field)` that can be read")
            return .zero
        }
        return id
    }

    /// A span id in any spelling.
    mutating func spanID(_ value: JSONValue?, _ field: StaticString) -> SpanID {
        guard let value, let id = SpelledID.spanID(value) else {
            tell("it has no `\(field)` that can be read")
            return .zero
        }
        return id
    }

    /// The id of the parent, zero for a root: where it is missing, null, empty or nothing but zeros.
    mutating func parentID(_ value: JSONValue?, _ field: StaticString) -> SpanID {
        guard let value, !value.isNull, value.string?.isEmpty != true else { return .zero }
        return spanID(value, field)
    }

    /// Nanoseconds since the epoch of a number of microseconds, which may have a fraction; nil if it is none.
    func microseconds(_ value: JSONValue?) -> UInt64? {
        if let whole = value?.int {
            return UInt64(exactly: whole).map { Timestamp(microseconds: $0).nanoseconds }
        }
        guard let number = value?.double, number >= 0 else { return nil }
        return UInt64(exactly: (number * 1000).rounded())
    }

    /// Nanoseconds since the epoch of a time as RFC 3339 writes it; nil if it is none.
    func date(_ value: JSONValue?) -> UInt64? {
        guard let text = value?.string else { return nil }
        return RFC3339.parse(text)?.nanoseconds
    }

    /// Takes the span's start, and tells if there is none, and its end; a span without an end is not finished.
    mutating func setTimes(start: UInt64?, end: UInt64?, _ startField: StaticString) {
        if start == nil { tell("it has no `\(startField)` that can be read") }
        draft.start = start ?? end ?? 0
        draft.end = end ?? 0
    }

    /// A key and value of any JSON.
    mutating func attribute(_ member: JSONMember) -> StoredAttribute {
        StoredAttribute(key: builder.strings.intern(member.key), value: stored(member.value))
    }

    /// A value of any JSON.
    mutating func stored(_ value: JSONValue) -> StoredValue {
        switch value {
        case .null: return .empty
        case .bool(let flag): return .bool(flag)
        case .int(let number): return .int(number)
        case .double(let number): return .double(number)
        case .string(let text): return .string(builder.strings.intern(text))
        case .array(let elements):
            var list: [StoredValue] = []
            for element in elements { list.append(stored(element)) }
            return builder.array(of: list)
        case .object(let members):
            var entries: [StoredAttribute] = []
            for member in members { entries.append(attribute(member)) }
            return builder.map(of: entries)
        }
    }

    /// Adds the members of an object as attributes of the span.
    mutating func addAttributes(_ object: JSONValue?) {
        for member in object?.members ?? [] { draft.attributes.append(attribute(member)) }
    }

    /// Adds an event whose attributes are the members of an object.
    mutating func addEvent(time: UInt64?, name: JSONValue?, attributes: JSONValue?, dropped: Int64?)
    {
        if time == nil { tell("an event has no time") }
        var event = EventDraft(firstAttribute: draft.eventAttributes.count)
        event.time = time ?? draft.start
        event.name = text(name)
        event.droppedAttributes = UInt32(clamping: dropped ?? 0)
        for member in attributes?.members ?? [] { draft.eventAttributes.append(attribute(member)) }
        draft.events.append(event)
    }

    /// Adds a link whose attributes are the members of an object.
    mutating func addLink(traceID: JSONValue?, spanID: JSONValue?, attributes: JSONValue?) {
        var link = LinkDraft(firstAttribute: draft.linkAttributes.count)
        link.traceID = self.traceID(traceID, "link")
        link.spanID = self.spanID(spanID, "link")
        for member in attributes?.members ?? [] { draft.linkAttributes.append(attribute(member)) }
        draft.links.append(link)
    }

    /// Members of a resource but its service, and the service.
    func parts(ofResource attributes: JSONValue?) -> (service: String?, others: [JSONMember]) {
        var others = attributes?.members ?? []
        guard let place = others.firstIndex(where: { $0.key == "service.name" }),
            let name = others[place].value.string
        else { return (nil, others) }
        others.remove(at: place)
        return (name, others)
    }
}

/// Ids as formats other than our own spell them: the one place that decides what is an id.
enum SpelledID {
    static func traceID(_ value: JSONValue) -> TraceID? {
        if case .int(let number) = value { return JSONNumber.integer(number).traceID }
        guard let text = text(value) else { return nil }
        return text.withUnsafeBufferPointer { OTLPText.traceID($0) ?? TraceID(written: $0) }
    }

    static func spanID(_ value: JSONValue) -> SpanID? {
        if case .int(let number) = value { return JSONNumber.integer(number).spanID }
        guard let text = text(value) else { return nil }
        return text.withUnsafeBufferPointer { OTLPText.spanID($0) ?? SpanID(written: $0) }
    }

    private static func text(_ value: JSONValue) -> [UInt8]? {
        guard let text = value.string, !text.isEmpty else { return nil }
        return Array(text.utf8)
    }
}
