/// The keys of Jaeger's trace JSON (jaeger `internal/uimodel`, `model.go`), and how other writers of it spell ids.
enum JaegerField: UInt8, TraceField {
    case unknown
    // The answer and one trace.
    case data, errors, traceID, spans, processes, warnings
    // Span.
    case spanID, parentSpanID, operationName, references, flags, startTime, duration, tags, logs
    case processID, process
    // Of documents in Elasticsearch: tags as an object whose keys have other signs for their dots.
    case tag
    // Reference, log, process, error.
    case refType, timestamp, fields, serviceName, code, message
    // Tag.
    case key, type, value

    static func ofTag(_ key: UnsafeBufferPointer<UInt8>) -> JaegerField {
        if key.equals("key") { return .key }
        if key.equals("type") { return .type }
        if key.equals("value") { return .value }
        return .unknown
    }

    static func ofSpan(_ key: UnsafeBufferPointer<UInt8>) -> JaegerField {
        switch key.count {
        case 3: return key.equals("tag") ? .tag : .unknown
        case 4: return key.equals("tags") ? .tags : key.equals("logs") ? .logs : .unknown
        case 5: return key.equals("flags") ? .flags : .unknown
        case 6: return key.equals("spanID") || key.equals("spanId") ? .spanID : .unknown
        case 7:
            if key.equals("traceID") || key.equals("traceId") { return .traceID }
            return key.equals("process")
                ? .process : key.equals("span_id") ? .spanID : .unknown
        case 8:
            if key.equals("duration") { return .duration }
            return key.equals("warnings")
                ? .warnings : key.equals("trace_id") ? .traceID : .unknown
        case 9:
            return key.equals("startTime")
                ? .startTime
                : key.equals("processID") || key.equals("processId") ? .processID : .unknown
        case 10: return key.equals("references") ? .references : .unknown
        case 11: return key.equals("serviceName") ? .serviceName : .unknown
        case 12:
            return key.equals("parentSpanID") || key.equals("parentSpanId")
                ? .parentSpanID : .unknown
        case 13: return key.equals("operationName") ? .operationName : .unknown
        case 14: return key.equals("parent_span_id") ? .parentSpanID : .unknown
        default: return .unknown
        }
    }

    static func ofTrace(_ key: UnsafeBufferPointer<UInt8>) -> JaegerField {
        if isTraceID(key) { return .traceID }
        if key.equals("spans") { return .spans }
        if key.equals("processes") { return .processes }
        if key.equals("warnings") { return .warnings }
        if key.equals("data") { return .data }
        if key.equals("errors") { return .errors }
        return .unknown
    }

    static func ofReference(_ key: UnsafeBufferPointer<UInt8>) -> JaegerField {
        if key.equals("refType") { return .refType }
        if isTraceID(key) { return .traceID }
        if key.equals("spanID") || key.equals("spanId") || key.equals("span_id") { return .spanID }
        return .unknown
    }

    static func ofLog(_ key: UnsafeBufferPointer<UInt8>) -> JaegerField {
        if key.equals("timestamp") { return .timestamp }
        if key.equals("fields") { return .fields }
        return .unknown
    }

    static func ofProcess(_ key: UnsafeBufferPointer<UInt8>) -> JaegerField {
        if key.equals("serviceName") { return .serviceName }
        if key.equals("tags") { return .tags }
        if key.equals("tag") { return .tag }
        if key.equals("key") { return .key }
        return .unknown
    }

    static func ofError(_ key: UnsafeBufferPointer<UInt8>) -> JaegerField {
        if key.equals("code") { return .code }
        if key.equals("msg") || key.equals("message") { return .message }
        if isTraceID(key) { return .traceID }
        return .unknown
    }

    private static func isTraceID(_ key: UnsafeBufferPointer<UInt8>) -> Bool {
        key.equals("traceID") || key.equals("traceId") || key.equals("trace_id")
    }
}
