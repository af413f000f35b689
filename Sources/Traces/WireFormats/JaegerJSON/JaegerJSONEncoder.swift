package import TraceModel

/// Encodes traces as the query API's JSON, a piece at a time.
///
/// Writes what Jaeger writes for an OpenTelemetry span (jaeger `internal/uimodel` and the collector's
/// `pkg/translator/jaeger`): scope, kind, status and trace state as tags around the attributes, the event's name as
/// the field `event`, arrays and maps as JSON text, times cut to microseconds. What the form cannot hold is
/// lost: attributes of scopes and links, dropped counts, flags above the lowest eight bits, schema URLs.
/// It differs from Jaeger where Jaeger would lose more: a link to the parent stays beside the parent, a field
/// `event` beside the event's name, and a double that is not a number becomes text instead of failing the answer.
package struct JaegerJSONEncoder: Sendable {
    private let traces: FoundTraces
    /// The trace being written.
    private var current: Trace?
    private let errors: [ServerError]
    /// Pieces end at the first span that makes them this long.
    private let pieceLength: Int
    private var writer = JSONWriter()
    private var traceNumber = 0
    private var spanNumber = 0
    private var isStarted = false
    private var isEnded = false
    private var processes = JaegerProcesses()

    /// `errors` goes beside the traces, as for ids of a search that were not found.
    package init(_ traces: FoundTraces, errors: [ServerError] = [], pieceLength: Int = 1 << 16) {
        self.traces = traces
        self.errors = errors
        self.pieceLength = pieceLength
    }

    package init(_ traces: [Trace], errors: [ServerError] = [], pieceLength: Int = 1 << 16) {
        self.init(FoundTraces(traces), errors: errors, pieceLength: pieceLength)
    }

    /// The next piece; nil when everything was written.
    package mutating func next() -> [UInt8]? {
        guard !isEnded else { return nil }
        if !isStarted {
            isStarted = true
            writer.beginObject()
            writer.key("data")
            writer.beginArray()
        }
        while traceNumber < traces.count {
            let trace = current ?? traces[traceNumber]
            current = trace
            writeSpans(of: trace)
            guard writer.bytes.count < pieceLength else { return writer.take() }
        }
        isEnded = true
        writeEnd()
        return writer.take()
    }

    private mutating func writeSpans(of trace: Trace) {
        if spanNumber == 0 {
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
            guard writer.bytes.count < pieceLength || spanNumber == trace.count else { return }
        }
        writer.endArray()
        writer.key("processes")
        processes.write(to: &writer)
        writer.key("warnings")
        writer.jaegerWarnings(trace.warnings)
        writer.endObject()
        spanNumber = 0
        traceNumber += 1
        current = nil
    }

    private mutating func writeEnd() {
        writer.endArray()
        for key in ["total", "limit", "offset"] as [StaticString] {
            writer.key(key)
            writer.number(0)
        }
        writer.key("errors")
        if errors.isEmpty {
            writer.null()
        } else {
            writer.beginArray()
            for error in errors { writer.jaegerError(error) }
            writer.endArray()
        }
        writer.endObject()
        writer.newline()
    }
}

/// The processes of one trace: `p1`, `p2`, … in the order of appearance, equal ones once.
struct JaegerProcesses: Sendable {
    private var namesByResource: [UInt32: String] = [:]
    private var namesByText: [[UInt8]: String] = [:]

    /// The name of the process that is `resource`.
    mutating func name(of resource: Resource) -> String {
        let index = UInt32(resource.index)
        if let known = namesByResource[index] { return known }
        var writer = JSONWriter()
        writer.jaegerProcess(resource)
        let text = writer.take()
        let name = namesByText[text] ?? "p\(namesByText.count + 1)"
        namesByText[text] = name
        namesByResource[index] = name
        return name
    }

    /// Writes the object from names to processes, in the order of the names as Go's maps are written.
    func write(to writer: inout JSONWriter) {
        writer.beginObject()
        for (text, name) in namesByText.sorted(by: { $0.value < $1.value }) {
            writer.key(text: name)
            writer.json(text)
        }
        writer.endObject()
    }
}

/// `traces` as one document; see ``JaegerJSONEncoder``.
package func encodeJaegerJSON(_ traces: [Trace]) -> [UInt8] {
    var encoder = JaegerJSONEncoder(traces)
    var bytes: [UInt8] = []
    while let piece = encoder.next() { bytes += piece }
    return bytes
}
