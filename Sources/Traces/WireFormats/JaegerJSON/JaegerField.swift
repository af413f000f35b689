/// The keys of Jaeger's trace JSON (jaeger `internal/uimodel`, `model.go`).
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
        case 6: return key.equals("spanID") ? .spanID : .unknown
        case 7:
            return key.equals("traceID") ? .traceID : key.equals("process") ? .process : .unknown
        case 8:
            return key.equals("duration")
                ? .duration : key.equals("warnings") ? .warnings : .unknown
        case 9:
            return key.equals("startTime")
                ? .startTime : key.equals("processID") ? .processID : .unknown
        case 10: return key.equals("references") ? .references : .unknown
        case 12: return key.equals("parentSpanID") ? .parentSpanID : .unknown
        case 13: return key.equals("operationName") ? .operationName : .unknown
        default: return .unknown
        }
    }

    static func ofTrace(_ key: UnsafeBufferPointer<UInt8>) -> JaegerField {
        if key.equals("traceID") { return .traceID }
        if key.equals("spans") { return .spans }
        if key.equals("processes") { return .processes }
        if key.equals("warnings") { return .warnings }
        if key.equals("data") { return .data }
        if key.equals("errors") { return .errors }
        return .unknown
    }

    static func ofReference(_ key: UnsafeBufferPointer<UInt8>) -> JaegerField {
        if key.equals("refType") { return .refType }
        if key.equals("traceID") { return .traceID }
        if key.equals("spanID") { return .spanID }
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
        return .unknown
    }

    static func ofError(_ key: UnsafeBufferPointer<UInt8>) -> JaegerField {
        if key.equals("code") { return .code }
        if key.equals("msg") || key.equals("message") { return .message }
        if key.equals("traceID") { return .traceID }
        return .unknown
    }
}
