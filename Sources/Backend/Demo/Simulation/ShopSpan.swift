package import TraceModel

/// One span of the simulated shop, on its way to a request.
package struct ShopSpan: Sendable {
    package var traceID: TraceID
    package var spanID: SpanID
    /// Zero for a root.
    package var parentID: SpanID
    package var name: String
    package var kind: SpanKind
    /// Nanoseconds since the epoch, by the clock of its host.
    package var start: UInt64
    /// Nanoseconds since the epoch, by the clock of its host.
    package var end: UInt64
    /// Which pod of the fleet reports it.
    package var pod: Int
    package var scope: ShopScope
    package var statusCode = StatusCode.unset
    package var statusMessage = ""
    package var attributes: [Attribute] = []
    package var events: [ShopEvent] = []
    package var links: [ShopLink] = []
}

/// What happened during a span.
package struct ShopEvent: Sendable {
    package var name: String
    /// Nanoseconds since the epoch.
    package var time: UInt64
    package var attributes: [Attribute]
}

/// A pointer to the span that sent the message which this span handles.
package struct ShopLink: Sendable {
    package var traceID: TraceID
    package var spanID: SpanID
    package var attributes: [Attribute]
}

/// The instrumentation library that made a span.
package struct ShopScope: Sendable, Hashable {
    package var name: String
    package var version: String
}

/// One trace of the simulated shop.
package struct ShopTrace: Sendable {
    package var id: TraceID
    /// In the order in which they began in the simulation, a parent before its children.
    package var spans: [ShopSpan]
    /// Names of the planted troubles that this trace shows.
    package var troubles: [String]
}
