import TraceModel

/// Traces as OTLP's JSON, in the way Jaeger's v3 API writes it.
///
/// Spans are grouped by resource and scope within their trace, or within each part of one that comes in parts.
/// Nothing of a span is lost; warnings become the attribute `@jaeger@warnings` and the type of a reference the link's
/// attribute `opentracing.ref_type`, as Jaeger has them. Warnings of a whole trace have no place in OTLP.
package struct OTLPDocument: TraceDocument {
    private let isWrapped: Bool
    private var order = OTLPSpanOrder()
    private var place = 0

    /// With `wrappedInResult`, the document is `{"result":{…}}` as the v3 API answers.
    package init(wrappedInResult: Bool = false) {
        isWrapped = wrappedInResult
    }

    package mutating func begin(_ writer: inout JSONWriter) {
        writer.beginObject()
        if isWrapped {
            writer.key("result")
            writer.beginObject()
        }
        writer.key("resourceSpans")
        writer.beginArray()
    }

    package mutating func write(
        _ part: TracePart,
        _ writer: inout JSONWriter,
        until length: Int
    ) -> Bool {
        let trace = part.trace
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
            guard writer.bytes.count < length || place == order.spans.count else { return false }
        }
        place = 0
        return true
    }

    package mutating func end(_ writer: inout JSONWriter) {
        writer.endArray()
        writer.endObject()
        if isWrapped { writer.endObject() }
        writer.newline()
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
