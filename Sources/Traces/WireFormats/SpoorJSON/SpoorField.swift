/// The keys of the documented JSON (`docs/output.md`) that say what a trace is; the others are figures made from it.
enum SpoorField: UInt8, TraceField {
    case unknown
    // Around spans.
    case traces, traceID, spans, warnings
    // Span.
    case spanID, parentSpanID, service, name, kind, start, end, duration, status
    case attributes, attributeTypes, duplicateAttributes
    case resource, scope, events, links, traceState, flags, dropped
    // Status, resource, scope, event, link, duplicate.
    case code, message, version, schemaURL, serviceName, droppedAttributes
    case time, type, untyped, key, value, place

    static func ofItem(_ key: UnsafeBufferPointer<UInt8>) -> SpoorField {
        if let id = ofID(key) { return id }
        if key.equals("service") { return .service }
        if key.equals("name") { return .name }
        if key.equals("kind") { return .kind }
        if key.equals("start") { return .start }
        if key.equals("end") { return .end }
        if key.equals("durationNanos") { return .duration }
        if key.equals("status") { return .status }
        if key.equals("resource") { return .resource }
        if key.equals("scope") { return .scope }
        if key.equals("events") { return .events }
        if key.equals("links") { return .links }
        if key.equals("warnings") { return .warnings }
        if key.equals("traceState") { return .traceState }
        if key.equals("flags") { return .flags }
        if key.equals("dropped") { return .dropped }
        if key.equals("spans") { return .spans }
        if key.equals("traces") { return .traces }
        return ofAttributes(key)
    }

    /// The part of a span that has attributes.
    static func ofPart(_ key: UnsafeBufferPointer<UInt8>) -> SpoorField {
        if key.equals("name") { return .name }
        if key.equals("time") { return .time }
        if key.equals("version") { return .version }
        if let id = ofID(key) { return id }
        if key.equals("type") { return .type }
        if key.equals("untyped") { return .untyped }
        if key.equals("traceState") { return .traceState }
        if key.equals("flags") { return .flags }
        if key.equals("serviceName") { return .serviceName }
        if key.equals("schemaURL") { return .schemaURL }
        if key.equals("droppedAttributes") { return .droppedAttributes }
        return ofAttributes(key)
    }

    /// An id, in any of the spellings that tools give its key.
    private static func ofID(_ key: UnsafeBufferPointer<UInt8>) -> SpoorField? {
        if key.equals("traceID") || key.equals("traceId") || key.equals("trace_id") {
            return .traceID
        }
        if key.equals("spanID") || key.equals("spanId") || key.equals("span_id") { return .spanID }
        if key.equals("parentSpanID") || key.equals("parentSpanId") || key.equals("parent_span_id")
        {
            return .parentSpanID
        }
        return nil
    }

    private static func ofAttributes(_ key: UnsafeBufferPointer<UInt8>) -> SpoorField {
        if key.equals("attributes") { return .attributes }
        if key.equals("attributeTypes") { return .attributeTypes }
        if key.equals("duplicateAttributes") { return .duplicateAttributes }
        return .unknown
    }

    static func ofStatus(_ key: UnsafeBufferPointer<UInt8>) -> SpoorField {
        if key.equals("code") { return .code }
        if key.equals("message") { return .message }
        return .unknown
    }

    static func ofDropped(_ key: UnsafeBufferPointer<UInt8>) -> SpoorField {
        if key.equals("attributes") { return .attributes }
        if key.equals("events") { return .events }
        if key.equals("links") { return .links }
        return .unknown
    }

    static func ofDuplicate(_ key: UnsafeBufferPointer<UInt8>) -> SpoorField {
        if key.equals("key") { return .key }
        if key.equals("value") { return .value }
        if key.equals("type") { return .type }
        if key.equals("place") { return .place }
        return .unknown
    }

    /// Whether only spans have it.
    var isOfSpan: Bool {
        switch self {
        case .spanID, .parentSpanID, .service, .name, .kind, .status, .attributes, .attributeTypes,
            .duplicateAttributes, .resource, .scope, .events, .links, .traceState, .flags, .dropped:
            true
        case .unknown, .traces, .traceID, .spans, .warnings, .start, .end, .duration, .code,
            .message, .version, .schemaURL, .serviceName, .droppedAttributes, .time, .type,
            .untyped, .key, .value, .place:
            false
        }
    }
}
