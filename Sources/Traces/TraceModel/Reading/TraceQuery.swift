/// A question for traces: those with one span that meets every condition.
///
/// The Jaeger query API's terms: `service` and `operation` are exact and case-sensitive, attributes are
/// compared as strings, durations are those of one span, and `limit` counts traces.
package struct TraceQuery: Sendable, Equatable {
    package var service: String?
    package var operation: String?
    package var kind: SpanKind?
    /// Key and value, all of which must match on the same span; the value compares as a string.
    package var attributes: [AttributeCondition]
    /// Inclusive, nanoseconds.
    package var minDuration: Nanoseconds?
    /// Inclusive, nanoseconds.
    package var maxDuration: Nanoseconds?
    /// The span starts within start...end.
    package var start: Timestamp
    package var end: Timestamp
    /// The largest number of traces to return.
    package var limit: Int
    /// Times and ids as stored, without the server's corrections.
    package var raw: Bool
    /// What is wanted of each trace.
    package var detail: TraceDetail

    package init(
        service: String? = nil,
        operation: String? = nil,
        kind: SpanKind? = nil,
        attributes: [AttributeCondition] = [],
        minDuration: Nanoseconds? = nil,
        maxDuration: Nanoseconds? = nil,
        start: Timestamp,
        end: Timestamp,
        limit: Int = 20,
        raw: Bool = false,
        detail: TraceDetail = .summary
    ) {
        self.service = service
        self.operation = operation
        self.kind = kind
        self.attributes = attributes
        self.minDuration = minDuration
        self.maxDuration = maxDuration
        self.start = start
        self.end = end
        self.limit = limit
        self.raw = raw
        self.detail = detail
    }
}

/// How much a search tells of each trace.
package enum TraceDetail: Sendable, Equatable {
    /// The summary alone, by whatever way is cheapest.
    case summary
    /// The summary and every call of a service, for which whole traces travel.
    case calls
    /// The summary and every span.
    case spans
}

/// One attribute that a span must have.
package struct AttributeCondition: Sendable, Hashable {
    package var key: String
    package var value: String

    package init(key: String, value: String) {
        self.key = key
        self.value = value
    }
}
