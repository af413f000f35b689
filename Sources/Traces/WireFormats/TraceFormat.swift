/// The format of trace data, found by looking at it, never by the name of a file.
package enum TraceFormat: Sendable, Equatable {
    case jaegerJSON
    case otlpJSON
}

/// Tells formats apart by the first key that only one of them has.
struct TraceFormatSniffer: JSONHandler, ~Copyable {
    private(set) var format: TraceFormat?
    /// There was something besides empty lists and objects.
    private(set) var hasContent = false
    /// The document is a list or an object, as ours are.
    private(set) var isContainer = false
    private var depth = 0

    mutating func key(_ text: UnsafeBufferPointer<UInt8>) {
        hasContent = true
        guard format == nil, depth <= 4 else { return }
        if text.equals("data") || text.equals("spans") || text.equals("traceID")
            || text.equals("processes") || text.equals("spanID") || text.equals("operationName")
            || text.equals("errors") || text.equals("startTime") || text.equals("processID")
        {
            format = .jaegerJSON
        } else if text.equals("resourceSpans") || text.equals("resource_spans")
            || text.equals("batches") || text.equals("scopeSpans") || text.equals("scope_spans")
            || text.equals("result") || text.equals("error") || text.equals("trace")
            || text.equals("instrumentationLibrarySpans")
        {
            format = .otlpJSON
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
    mutating func documentEnded() {}
}
