import TraceModel
import WireFormats

/// All that the model holds of one span, to be compared and printed.
struct SpanRecord: Equatable {
    var traceID: TraceID
    var id: SpanID
    var parentID: SpanID?
    var name: String
    var kind: SpanKind
    var statusCode: StatusCode
    var statusMessage: String
    var isError: Bool
    var start: UInt64
    var end: UInt64
    var flags: UInt32
    var traceState: String
    var resource: OriginRecord
    var scope: OriginRecord
    var attributes: [Attribute]
    var events: [EventRecord]
    var links: [LinkRecord]
    var dropped: DroppedCounts
    var warnings: [String]

    init(_ span: Span) {
        traceID = span.traceID
        id = span.id
        parentID = span.parentID
        name = span.name
        kind = span.kind
        statusCode = span.statusCode
        statusMessage = span.statusMessage
        isError = span.isError
        start = span.start.nanoseconds
        end = span.end.nanoseconds
        flags = span.flags
        traceState = span.traceState
        resource = OriginRecord(
            name: span.resource.hasServiceName ? span.serviceName : nil,
            version: "",
            attributes: Array(span.resource.attributes),
            schemaURL: span.resource.schemaURL,
            dropped: span.resource.droppedAttributes
        )
        scope = OriginRecord(
            name: span.scope.name,
            version: span.scope.version,
            attributes: Array(span.scope.attributes),
            schemaURL: span.scope.schemaURL,
            dropped: span.scope.droppedAttributes
        )
        attributes = Array(span.attributes)
        events = span.events.map(EventRecord.init)
        links = span.links.map(LinkRecord.init)
        dropped = span.dropped
        warnings = span.warnings
    }
}

/// A resource or a scope.
struct OriginRecord: Equatable {
    /// Of a resource the service, nil if it has none.
    var name: String?
    var version: String
    var attributes: [Attribute]
    var schemaURL: String
    var dropped: UInt32
}

struct EventRecord: Equatable {
    var time: UInt64
    var name: String
    var attributes: [Attribute]
    var dropped: UInt32

    init(_ event: Event) {
        time = event.time.nanoseconds
        name = event.name
        attributes = Array(event.attributes)
        dropped = event.droppedAttributes
    }
}

struct LinkRecord: Equatable {
    var traceID: TraceID
    var spanID: SpanID
    var type: LinkType
    var traceState: String
    var flags: UInt32
    var attributes: [Attribute]
    var dropped: UInt32

    init(_ link: Link) {
        traceID = link.traceID
        spanID = link.spanID
        type = link.type
        traceState = link.traceState
        flags = link.flags
        attributes = Array(link.attributes)
        dropped = link.droppedAttributes
    }
}

extension DecodedTraces {
    /// The spans of all traces in an order that does not depend on that of arrival.
    var records: [SpanRecord] {
        traces.flatMap { $0.spans.map { SpanRecord($0) } }.sorted {
            ($0.traceID, $0.id, $0.start, $0.name) < ($1.traceID, $1.id, $1.start, $1.name)
        }
    }
}
