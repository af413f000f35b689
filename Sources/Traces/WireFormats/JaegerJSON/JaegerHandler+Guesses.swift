import TraceModel

/// An object that stands where a trace may is a trace or a span: its keys tell, in whatever order they come.
extension JaegerHandler {
    /// Takes the object for a span on its own, as it has a key of spans and none yet of traces only.
    mutating func turnIntoSpan(at key: UnsafeBufferPointer<UInt8>) {
        let spanField = JaegerField.ofSpan(key)
        guard spanField != .unknown else { return }
        contexts.current = .span
        field = spanField
        span.begin()
        span.isGuess = true
        span.draft.traceID = trace.id
        span.hasTraceID = trace.hasID
        span.draft.warnings = trace.warnings
        trace.warnings = []
    }

    /// Takes the object for a trace after all, as it has a key of traces only: start and duration were those of the trace.
    mutating func turnBackIntoTrace(at key: UnsafeBufferPointer<UInt8>) {
        let traceField = JaegerField.ofTrace(key)
        guard traceField.isOfTraceOnly else { return }
        contexts.current = .trace
        field = traceField
        span.isOpen = false
        trace.isCertain = true
        trace.id = span.draft.traceID
        trace.hasID = span.hasTraceID
        trace.warnings = span.draft.warnings
    }
}

extension JaegerField {
    /// Whether traces and answers have it, and no span has.
    var isOfTraceOnly: Bool { self == .spans || self == .processes || self == .data }
}
