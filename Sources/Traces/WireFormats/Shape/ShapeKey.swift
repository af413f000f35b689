/// A key whose presence says something about what an object is.
enum ShapeKey: UInt8 {
    case other
    // Around spans.
    case data, traces, spans, result, trace, hits, batches, resourceSpans, scopeSpans, processes
    case error, status, message
    // Ids, in the spellings that tell formats apart.
    case capitalTraceID, capitalSpanID, traceID, spanID, id
    // Jaeger.
    case operationName, references, processID, startTime, endTime, duration
    // OTLP and Data Prepper.
    case startNanos, endNanos, durationInNanos
    // Our own.
    case durationNanos, figures, ownStart
    // Zipkin.
    case localEndpoint, timestamp, binaryAnnotations
    // Consoles.
    case context, snakeStart, spanContext, scope, kind
    // Tempo's search.
    case searchHit
    /// What stands in it is a part of a span, whatever it looks like.
    case part
    /// What stands in it is likely a part of a span, though another use of the word is thinkable.
    case likelyPart

    private static let table: [String: ShapeKey] = [
        "data": .data, "traces": .traces, "spans": .spans, "result": .result, "trace": .trace,
        "hits": .hits, "batches": .batches, "processes": .processes,
        "resourceSpans": .resourceSpans, "resource_spans": .resourceSpans,
        "scopeSpans": .scopeSpans, "scope_spans": .scopeSpans,
        "instrumentationLibrarySpans": .scopeSpans, "instrumentation_library_spans": .scopeSpans,
        "error": .error, "errors": .error, "status": .status, "message": .message,
        "traceID": .capitalTraceID, "spanID": .capitalSpanID,
        "traceId": .traceID, "trace_id": .traceID, "spanId": .spanID, "span_id": .spanID,
        "id": .id,
        "operationName": .operationName, "operation_name": .operationName,
        "processID": .processID, "processId": .processID,
        "startTime": .startTime, "endTime": .endTime, "duration": .duration,
        "startTimeUnixNano": .startNanos, "start_time_unix_nano": .startNanos,
        "endTimeUnixNano": .endNanos, "end_time_unix_nano": .endNanos,
        "durationInNanos": .durationInNanos,
        "durationNanos": .durationNanos, "selfNanos": .figures, "criticalPathNanos": .figures,
        "rootService": .figures, "start": .ownStart,
        "localEndpoint": .localEndpoint, "timestamp": .timestamp,
        "binaryAnnotations": .binaryAnnotations,
        "context": .context, "start_time": .snakeStart,
        "SpanContext": .spanContext, "kind": .kind,
        "instrumentationScope": .scope, "instrumentationLibrary": .scope,
        "parentSpanContext": .scope,
        "rootServiceName": .searchHit, "rootTraceName": .searchHit,
        "spanSet": .searchHit, "spanSets": .searchHit,
        "references": .references, "links": .part, "Links": .part, "Parent": .part,
        "tags": .part, "tag": .part, "remoteEndpoint": .part, "annotations": .part,
        "traceGroupFields": .part, "processMap": .part, "duplicateAttributes": .part,
        "attributes": .likelyPart, "events": .likelyPart, "resource": .likelyPart,
        "process": .likelyPart, "logs": .likelyPart, "fields": .likelyPart,
        "metrics": .likelyPart, "warnings": .likelyPart,
    ]

    init(_ text: UnsafeBufferPointer<UInt8>) {
        self = text.count > 32 ? .other : Self.table[text.text] ?? .other
    }

    /// Nothing in a value under this key is looked at.
    var isOpaque: Bool {
        switch self {
        case .part, .references, .localEndpoint, .binaryAnnotations, .context, .spanContext,
            .scope, .searchHit, .processes:
            true
        default: false
        }
    }
}
