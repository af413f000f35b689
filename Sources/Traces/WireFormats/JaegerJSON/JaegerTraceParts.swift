package import TraceModel

/// One trace as the query API's JSON, in parts that can be made one by one; together they are what ``JaegerDocument`` writes.
package struct JaegerTraceParts: Sendable {
    private let trace: Trace
    private let processes: [UInt32: String]
    /// Up to the first span.
    package let head: [UInt8]
    /// From behind the last span on.
    package let foot: [UInt8]

    /// - Complexity: O(spans).
    package init(_ trace: Trace) {
        self.trace = trace
        var names = JaegerProcesses()
        var processes: [UInt32: String] = [:]
        for span in trace.spans where processes[span.resourceIndex] == nil {
            processes[span.resourceIndex] = names.name(of: span.resource)
        }
        self.processes = processes
        var writer = JSONWriter()
        var document = JaegerDocument()
        document.begin(&writer)
        writer.beginObject()
        writer.key("traceID")
        writer.jaegerHex(trace.id)
        writer.key("spans")
        writer.beginArray()
        head = writer.take()
        writer.endArray()
        writer.key("processes")
        names.write(to: &writer)
        writer.key("warnings")
        writer.jaegerWarnings(trace.warnings)
        writer.endObject()
        document.end(&writer)
        foot = writer.take()
    }

    /// The span numbered `index`, without the comma behind it.
    package func span(_ index: Int) -> [UInt8] {
        let span = trace[index]
        var writer = JSONWriter()
        writer.jaegerSpan(span, process: processes[span.resourceIndex] ?? "")
        return writer.take()
    }
}
