package import TraceModel

/// Attributes as tests write them: `["http.method": "GET", "retries": 3]`.
package typealias AttributePairs = KeyValuePairs<String, AttributeValue>

/// One span as a test describes it; every field may be changed before the trace is made.
package struct SpanSketch: Sendable {
    package var traceID: TraceID
    package var id: SpanID
    package var parentID = SpanID.zero
    package var name: String
    package var service: String? = "service"
    package var kind = SpanKind.unspecified
    package var statusCode = StatusCode.unset
    package var statusMessage = ""
    /// Nanoseconds since the epoch.
    package var start: UInt64
    /// Nanoseconds since the epoch.
    package var end: UInt64
    package var flags: UInt32 = 0
    package var traceState = ""
    package var attributes: [Attribute] = []
    /// Of the resource, without the service name.
    package var resource: [Attribute] = []
    package var scopeName = ""
    package var scopeVersion = ""
    package var scopeAttributes: [Attribute] = []
    package var events: [EventSketch] = []
    package var links: [LinkSketch] = []
    package var dropped = DroppedCounts()
    package var warnings: [String] = []

    package init(traceID: TraceID, id: SpanID, name: String, start: UInt64, end: UInt64) {
        self.traceID = traceID
        self.id = id
        self.name = name
        self.start = start
        self.end = end
    }
}

/// One event as a test describes it.
package struct EventSketch: Sendable {
    package var name: String
    /// Nanoseconds since the epoch.
    package var time: UInt64
    package var attributes: [Attribute]

    package init(name: String, time: UInt64, attributes: [Attribute] = []) {
        self.name = name
        self.time = time
        self.attributes = attributes
    }
}

/// One link as a test describes it.
package struct LinkSketch: Sendable {
    package var traceID: TraceID
    package var spanID: SpanID
    package var type: LinkType
    package var attributes: [Attribute]

    package init(
        traceID: TraceID,
        spanID: SpanID,
        type: LinkType = .unspecified,
        attributes: [Attribute] = []
    ) {
        self.traceID = traceID
        self.spanID = spanID
        self.type = type
        self.attributes = attributes
    }
}

extension [Attribute] {
    package init(_ pairs: AttributePairs) {
        self = pairs.map { Attribute(key: $0.key, value: $0.value) }
    }
}
