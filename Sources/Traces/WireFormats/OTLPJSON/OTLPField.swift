/// The keys of OTLP's JSON (opentelemetry-proto `trace.proto`, `common.proto`), and what wraps it.
enum OTLPField: UInt8, TraceField {
    case unknown
    // Around it: the v3 API's `result`, Tempo's `trace` and `batches`.
    case result, trace, error, resourceSpans
    // Beside it, of an answer of Tempo: the `message` says what is missing if the status is `PARTIAL`.
    case answerStatus
    case resource, scopeSpans, schemaURL, scope, spans
    case name, version, attributes, droppedAttributes
    case traceID, spanID, parentSpanID, traceState, flags, kind, start, end, status
    case events, droppedEvents, links, droppedLinks
    case time, code, message
    case key, value, values
    case stringValue, boolValue, intValue, doubleValue, bytesValue, arrayValue, mapValue

    static func around(_ key: UnsafeBufferPointer<UInt8>) -> OTLPField {
        if key.equals("resourceSpans") || key.equals("resource_spans") || key.equals("batches") {
            return .resourceSpans
        }
        if key.equals("result") { return .result }
        if key.equals("trace") { return .trace }
        if key.equals("error") { return .error }
        if key.equals("status") { return .answerStatus }
        if key.equals("message") { return .message }
        return ofResourceSpans(key)
    }

    static func ofResourceSpans(_ key: UnsafeBufferPointer<UInt8>) -> OTLPField {
        if key.equals("resource") { return .resource }
        if key.equals("scopeSpans") || key.equals("scope_spans")
            || key.equals("instrumentationLibrarySpans")
            || key.equals("instrumentation_library_spans")
        {
            return .scopeSpans
        }
        if key.equals("schemaUrl") || key.equals("schema_url") { return .schemaURL }
        return .unknown
    }

    static func ofScopeSpans(_ key: UnsafeBufferPointer<UInt8>) -> OTLPField {
        if key.equals("spans") { return .spans }
        if key.equals("scope") || key.equals("instrumentationLibrary")
            || key.equals("instrumentation_library")
        {
            return .scope
        }
        if key.equals("schemaUrl") || key.equals("schema_url") { return .schemaURL }
        return .unknown
    }

    static func ofResourceOrScope(_ key: UnsafeBufferPointer<UInt8>) -> OTLPField {
        if key.equals("attributes") { return .attributes }
        if key.equals("name") { return .name }
        if key.equals("version") { return .version }
        return isDroppedAttributes(key) ? .droppedAttributes : .unknown
    }

    static func ofSpan(_ key: UnsafeBufferPointer<UInt8>) -> OTLPField {
        if key.equals("traceId") || key.equals("trace_id") || key.equals("traceID") {
            return .traceID
        }
        if key.equals("spanId") || key.equals("span_id") || key.equals("spanID") { return .spanID }
        if key.equals("parentSpanId") || key.equals("parent_span_id") || key.equals("parentSpanID")
        {
            return .parentSpanID
        }
        if key.equals("flags") { return .flags }
        if key.equals("name") { return .name }
        if key.equals("kind") { return .kind }
        if key.equals("startTimeUnixNano") || key.equals("start_time_unix_nano") { return .start }
        if key.equals("endTimeUnixNano") || key.equals("end_time_unix_nano") { return .end }
        if key.equals("attributes") { return .attributes }
        if key.equals("events") { return .events }
        if key.equals("links") { return .links }
        if key.equals("status") { return .status }
        if key.equals("traceState") || key.equals("trace_state") { return .traceState }
        if key.equals("droppedEventsCount") || key.equals("dropped_events_count") {
            return .droppedEvents
        }
        if key.equals("droppedLinksCount") || key.equals("dropped_links_count") {
            return .droppedLinks
        }
        return isDroppedAttributes(key) ? .droppedAttributes : .unknown
    }

    static func ofEvent(_ key: UnsafeBufferPointer<UInt8>) -> OTLPField {
        if key.equals("timeUnixNano") || key.equals("time_unix_nano") { return .time }
        if key.equals("name") { return .name }
        if key.equals("attributes") { return .attributes }
        return isDroppedAttributes(key) ? .droppedAttributes : .unknown
    }

    static func ofStatus(_ key: UnsafeBufferPointer<UInt8>) -> OTLPField {
        if key.equals("code") { return .code }
        if key.equals("message") { return .message }
        return .unknown
    }

    static func ofKeyValue(_ key: UnsafeBufferPointer<UInt8>) -> OTLPField {
        if key.equals("key") { return .key }
        if key.equals("value") { return .value }
        return .unknown
    }

    static func ofAnyValue(_ key: UnsafeBufferPointer<UInt8>) -> OTLPField {
        if key.equals("stringValue") || key.equals("string_value") { return .stringValue }
        if key.equals("intValue") || key.equals("int_value") { return .intValue }
        if key.equals("boolValue") || key.equals("bool_value") { return .boolValue }
        if key.equals("doubleValue") || key.equals("double_value") { return .doubleValue }
        if key.equals("arrayValue") || key.equals("array_value") { return .arrayValue }
        if key.equals("kvlistValue") || key.equals("kvlist_value") { return .mapValue }
        if key.equals("bytesValue") || key.equals("bytes_value") { return .bytesValue }
        return .unknown
    }

    static func ofError(_ key: UnsafeBufferPointer<UInt8>) -> OTLPField {
        if key.equals("message") { return .message }
        if key.equals("httpCode") || key.equals("http_code") || key.equals("code") { return .code }
        return .unknown
    }

    private static func isDroppedAttributes(_ key: UnsafeBufferPointer<UInt8>) -> Bool {
        key.equals("droppedAttributesCount") || key.equals("dropped_attributes_count")
    }
}
