package import TraceModel

/// Encodes traces as OTLP's JSON, a piece at a time, in the way Jaeger's v3 API does.
///
/// Spans are grouped by resource and scope within their trace. Nothing of a span is lost; warnings become the
/// attribute `@jaeger@warnings` and the type of a reference the link's attribute `opentracing.ref_type`, as
/// Jaeger has them. Warnings of a whole trace have no place in OTLP.
package struct OTLPJSONEncoder: Sendable {
    private let traces: FoundTraces
    /// The trace being written.
    private var current: Trace?
    private let isWrapped: Bool
    /// Pieces end at the first span that makes them this long.
    private let pieceLength: Int
    private var writer = JSONWriter()
    private var traceNumber = 0
    private var order = OTLPSpanOrder()
    private var place = 0
    private var isStarted = false
    private var isEnded = false

    /// With `wrappedInResult`, the document is `{"result":{…}}` as the v3 API answers.
    package init(_ traces: FoundTraces, wrappedInResult: Bool = false, pieceLength: Int = 1 << 16) {
        self.traces = traces
        self.isWrapped = wrappedInResult
        self.pieceLength = pieceLength
    }

    package init(_ traces: [Trace], wrappedInResult: Bool = false, pieceLength: Int = 1 << 16) {
        self.init(FoundTraces(traces), wrappedInResult: wrappedInResult, pieceLength: pieceLength)
    }

    /// The next piece; nil when everything was written.
    package mutating func next() -> [UInt8]? {
        guard !isEnded else { return nil }
        if !isStarted {
            isStarted = true
            writer.beginObject()
            if isWrapped {
                writer.key("result")
                writer.beginObject()
            }
            writer.key("resourceSpans")
            writer.beginArray()
        }
        while traceNumber < traces.count {
            let trace = current ?? traces[traceNumber]
            current = trace
            writeSpans(of: trace)
            guard writer.bytes.count < pieceLength else { return writer.take() }
        }
        isEnded = true
        writer.endArray()
        writer.endObject()
        if isWrapped { writer.endObject() }
        writer.newline()
        return writer.take()
    }

    private mutating func writeSpans(of trace: Trace) {
        if place == 0 { order = OTLPSpanOrder(trace) }
        while place < order.spans.count {
            let span = trace[Int(order.spans[place])]
            if order.startsResource(at: place) {
                writer.beginObject()
                writer.key("resource")
                writer.otlpResource(span.resource)
                writer.key("scopeSpans")
                writer.beginArray()
            }
            if order.startsScope(at: place) {
                writer.beginObject()
                writer.key("scope")
                writer.otlpScope(span.scope)
                writer.key("spans")
                writer.beginArray()
            }
            writer.otlpSpan(span)
            place += 1
            if order.startsScope(at: place) {
                writer.endArray()
                writer.otlpSchemaURL(span.scope.schemaURL)
                writer.endObject()
            }
            if order.startsResource(at: place) {
                writer.endArray()
                writer.otlpSchemaURL(span.resource.schemaURL)
                writer.endObject()
            }
            guard writer.bytes.count < pieceLength || place == order.spans.count else { return }
        }
        place = 0
        traceNumber += 1
        current = nil
    }
}

/// The spans of a trace sorted by resource and scope, in the order these first appear.
struct OTLPSpanOrder: Sendable {
    /// Numbers of spans in the trace.
    private(set) var spans: [UInt32] = []
    private var groups: [Group] = []

    private struct Group: Hashable {
        var resource: UInt32
        var scope: Int
    }

    init() {}

    init(_ trace: Trace) {
        var resourceRanks: [UInt32: Int] = [:]
        var scopeRanks: [Group: Int] = [:]
        let keyed = (0..<trace.count).map { number in
            let span = trace[number]
            let group = Group(resource: span.resourceIndex, scope: span.scope.index)
            let resource = resourceRanks[group.resource, default: resourceRanks.count]
            resourceRanks[group.resource] = resource
            let scope = scopeRanks[group, default: scopeRanks.count]
            scopeRanks[group] = scope
            return (resource, scope, number, group)
        }
        let sorted = keyed.sorted { ($0.0, $0.1, $0.2) < ($1.0, $1.1, $1.2) }
        spans = sorted.map { UInt32($0.2) }
        groups = sorted.map(\.3)
    }

    /// Whether the span at `place` has another resource than the one before; true at both ends.
    func startsResource(at place: Int) -> Bool {
        guard place > 0, place < groups.count else { return true }
        return groups[place].resource != groups[place - 1].resource
    }

    /// Whether the span at `place` has another resource or scope than the one before; true at both ends.
    func startsScope(at place: Int) -> Bool {
        guard place > 0, place < groups.count else { return true }
        return groups[place] != groups[place - 1]
    }
}

/// `traces` as one document; see ``OTLPJSONEncoder``.
package func encodeOTLPJSON(_ traces: [Trace], wrappedInResult: Bool = false) -> [UInt8] {
    var encoder = OTLPJSONEncoder(traces, wrappedInResult: wrappedInResult)
    var bytes: [UInt8] = []
    while let piece = encoder.next() { bytes += piece }
    return bytes
}
