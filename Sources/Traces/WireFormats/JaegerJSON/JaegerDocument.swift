import TraceModel

/// Traces as the query API's JSON.
///
/// Writes what Jaeger writes for an OpenTelemetry span (jaeger `internal/uimodel` and the collector's
/// `pkg/translator/jaeger`): scope, kind, status and trace state as tags around the attributes, the event's name as
/// the field `event`, arrays and maps as JSON text, times cut to microseconds. What the form cannot hold is
/// lost: attributes of scopes and links, dropped counts, flags above the lowest eight bits, schema URLs.
/// It differs from Jaeger where Jaeger would lose more: a link to the parent stays beside the parent, a field
/// `event` beside the event's name, and a double that is not a number becomes text instead of failing the answer.
package struct JaegerDocument: TraceDocument {
    private let errors: [ServerError]
    private var spanNumber = 0
    private var processes = JaegerProcesses()

    /// `errors` goes beside the traces, as for ids of a search that were not found.
    package init(errors: [ServerError] = []) {
        self.errors = errors
    }

    package mutating func begin(_ writer: inout JSONWriter) {
        writer.beginObject()
        writer.key("data")
        writer.beginArray()
    }

    package mutating func write(
        _ part: TracePart,
        _ writer: inout JSONWriter,
        until length: Int
    ) -> Bool {
        let trace = part.trace
        if spanNumber == 0, !part.isFirst { processes.beginPart() }
        if spanNumber == 0, part.isFirst {
            processes = JaegerProcesses()
            writer.beginObject()
            writer.key("traceID")
            writer.jaegerHex(trace.id)
            writer.key("spans")
            writer.beginArray()
        }
        while spanNumber < trace.count {
            let span = trace[spanNumber]
            writer.jaegerSpan(span, process: processes.name(of: span.resource))
            spanNumber += 1
            guard writer.bytes.count < length || spanNumber == trace.count else { return false }
        }
        spanNumber = 0
        guard part.isLast else { return true }
        writer.endArray()
        writer.key("processes")
        processes.write(to: &writer)
        writer.key("warnings")
        writer.jaegerWarnings(trace.warnings)
        writer.endObject()
        return true
    }

    package var heldBytes: Int { processes.heldBytes }

    package mutating func end(_ writer: inout JSONWriter) {
        writer.endArray()
        for key in ["total", "limit", "offset"] as [StaticString] { writer.field(key, 0) }
        writer.key("errors")
        if errors.isEmpty { writer.null() } else { writer.list(errors) { $0.jaegerError($1) } }
        writer.endObject()
        writer.newline()
    }
}

/// The processes of one trace: `p1`, `p2`, … in the order of appearance, equal ones once.
struct JaegerProcesses: Sendable {
    private var namesByResource: [UInt32: String] = [:]
    private var namesByText: [ProcessText: String] = [:]

    /// Bytes of what is kept until the trace ends.
    private(set) var heldBytes = 0

    /// Begins a part, whose resources have indexes of their own.
    mutating func beginPart() { namesByResource = [:] }

    /// The name of the process that is `resource`.
    mutating func name(of resource: Resource) -> String {
        let index = UInt32(resource.index)
        if let known = namesByResource[index] { return known }
        var writer = JSONWriter()
        writer.jaegerProcess(resource)
        let text = ProcessText(bytes: writer.take())
        let known = namesByText[text]
        let name = known ?? "p\(namesByText.count + 1)"
        if known == nil {
            namesByText[text] = name
            heldBytes += text.bytes.count + 64
        }
        namesByResource[index] = name
        return name
    }

    /// Writes the object from names to processes, in the order of the names as Go's maps are written.
    func write(to writer: inout JSONWriter) {
        writer.beginObject()
        for (text, name) in namesByText.sorted(by: { $0.value < $1.value }) {
            writer.key(text: name)
            writer.json(text.bytes)
        }
        writer.endObject()
    }
}

/// A process as it is written: compared and hashed as one run of bytes, where an array would do so byte by byte.
private struct ProcessText: Hashable, Sendable {
    let bytes: [UInt8]

    func hash(into hasher: inout Hasher) {
        bytes.withUnsafeBytes { hasher.combine(bytes: $0) }
    }
}
