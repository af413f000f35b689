package import TraceModel

/// A span as plain values: what a naive list of spans is made of, and what spans are compared by.
package struct PlainSpan: Equatable, Sendable {
    package struct Origin: Equatable, Sendable {
        package var name = ""
        package var version = ""
        package var attributes: [Attribute] = []
        package var schemaURL = ""
        package var droppedAttributes: UInt32 = 0

        package init() {}
    }

    package struct Event: Equatable, Sendable {
        package var time: UInt64 = 0
        package var name = ""
        package var attributes: [Attribute] = []
        package var droppedAttributes: UInt32 = 0

        package init() {}
    }

    package struct Link: Equatable, Sendable {
        package var traceID = TraceID.zero
        package var spanID = SpanID.zero
        package var type = LinkType.unspecified
        package var traceState = ""
        package var flags: UInt32 = 0
        package var attributes: [Attribute] = []
        package var droppedAttributes: UInt32 = 0

        package init() {}
    }

    package var traceID = TraceID.zero
    package var spanID = SpanID.zero
    package var parentID = SpanID.zero
    package var name = ""
    package var kind = SpanKind.unspecified
    package var statusCode = StatusCode.unset
    package var statusMessage = ""
    package var start: UInt64 = 0
    package var end: UInt64 = 0
    package var flags: UInt32 = 0
    package var traceState = ""
    /// `name` is the service's, nil when there is none; no version.
    package var resource = Origin()
    package var hasServiceName = true
    package var scope = Origin()
    package var attributes: [Attribute] = []
    package var events: [Event] = []
    package var links: [Link] = []
    package var dropped = DroppedCounts()
    package var warnings: [String] = []

    /// Zero of a span that is unfinished.
    package var duration: Nanoseconds {
        end == 0 ? 0 : Timestamp(nanoseconds: end).since(Timestamp(nanoseconds: start))
    }

    package init() {}

    package init(_ span: Span) {
        traceID = span.traceID
        spanID = span.id
        parentID = span.parentID ?? .zero
        name = span.name
        kind = span.kind
        statusCode = span.statusCode
        statusMessage = span.statusMessage
        start = span.start.nanoseconds
        end = span.end.nanoseconds
        flags = span.flags
        traceState = span.traceState
        resource.name = span.resource.serviceName
        hasServiceName = span.resource.hasServiceName
        resource.attributes = Array(span.resource.attributes)
        resource.schemaURL = span.resource.schemaURL
        resource.droppedAttributes = span.resource.droppedAttributes
        scope.name = span.scope.name
        scope.version = span.scope.version
        scope.attributes = Array(span.scope.attributes)
        scope.schemaURL = span.scope.schemaURL
        scope.droppedAttributes = span.scope.droppedAttributes
        attributes = Array(span.attributes)
        events = span.events.map { event in
            var plain = Event()
            plain.time = event.time.nanoseconds
            plain.name = event.name
            plain.attributes = Array(event.attributes)
            plain.droppedAttributes = event.droppedAttributes
            return plain
        }
        links = span.links.map { link in
            var plain = Link()
            plain.traceID = link.traceID
            plain.spanID = link.spanID
            plain.type = link.type
            plain.traceState = link.traceState
            plain.flags = link.flags
            plain.attributes = Array(link.attributes)
            plain.droppedAttributes = link.droppedAttributes
            return plain
        }
        dropped = span.dropped
        warnings = span.warnings
    }
}
