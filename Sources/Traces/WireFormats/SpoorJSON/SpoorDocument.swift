import TraceModel

/// Traces as `{"traces":[TRACE…]}` of `docs/output.md`: nothing of a trace is lost.
///
/// Spans stand in the order received, without the figures that need their tree.
package struct SpoorDocument: TraceDocument {
    private var spanNumber = 0

    package init() {}

    package mutating func begin(_ writer: inout JSONWriter) {
        writer.beginObject()
        writer.key("traces")
        writer.beginArray()
    }

    package mutating func write(
        _ part: TracePart,
        _ writer: inout JSONWriter,
        until length: Int
    ) -> Bool {
        let trace = part.trace
        if spanNumber == 0, part.isFirst { writer.beginSpoorTrace(trace) }
        while spanNumber < trace.count {
            writer.spoorSpan(trace[spanNumber])
            spanNumber += 1
            guard writer.bytes.count < length || spanNumber == trace.count else { return false }
        }
        spanNumber = 0
        if part.isLast { writer.endSpoorTrace() }
        return true
    }

    package mutating func end(_ writer: inout JSONWriter) {
        writer.endArray()
        writer.endObject()
        writer.newline()
    }

    package func finish(_ piece: [UInt8]) -> [UInt8] { JSONString.escapingInvisible(piece) }
}
