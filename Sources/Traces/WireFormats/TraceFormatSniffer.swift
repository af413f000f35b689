/// Tells formats apart by the first key that only one of them has.
struct TraceFormatSniffer: JSONHandler, ~Copyable {
    /// The format, once it is clear.
    private(set) var format: TraceFormat?
    /// What it is if nothing more comes: keys were seen that Jaeger's form shares with ours.
    private(set) var guess: TraceFormat?
    /// There was something besides empty lists and objects.
    private(set) var hasContent = false
    /// The document is a list or an object, as ours are.
    private(set) var isContainer = false
    private var depth = 0

    mutating func key(_ text: UnsafeBufferPointer<UInt8>) {
        hasContent = true
        guard format == nil, depth <= 5 else { return }
        if text.equals("data") || text.equals("processes") || text.equals("operationName")
            || text.equals("errors") || text.equals("startTime") || text.equals("processID")
            || text.equals("references") || text.equals("tags") || text.equals("logs")
        {
            format = .jaegerJSON
        } else if text.equals("resourceSpans") || text.equals("resource_spans")
            || text.equals("batches") || text.equals("scopeSpans") || text.equals("scope_spans")
            || text.equals("result") || text.equals("error") && guess == nil
            || text.equals("trace") || text.equals("instrumentationLibrarySpans")
        {
            format = .otlpJSON
        } else if text.equals("durationNanos") || text.equals("selfNanos")
            || text.equals("criticalPathNanos") || text.equals("rootService")
            || text.equals("service") && guess != nil
        {
            format = .spoorJSON
        } else if text.equals("traceID") || text.equals("spanID") || text.equals("spans") {
            guess = .jaegerJSON
        }
    }

    mutating func objectBegan() {
        depth += 1
        isContainer = true
    }

    mutating func arrayBegan() {
        depth += 1
        isContainer = true
    }

    mutating func objectEnded() { depth -= 1 }
    mutating func arrayEnded() { depth -= 1 }
    mutating func string(_ text: UnsafeBufferPointer<UInt8>) { hasContent = true }
    mutating func number(_ number: JSONNumber) { hasContent = true }
    mutating func bool(_ value: Bool) { hasContent = true }
    mutating func null() {}
    mutating func documentEnded() { format = format ?? guess }
}
