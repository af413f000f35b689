/// A question for traces: those with one span that meets every condition.
///
/// The Jaeger query API's terms: names are exact and case-sensitive, attributes are compared as strings, durations are
/// those of one span, and `limit` counts traces.
package struct TraceQuery: Sendable, Equatable, TraceSelector {
    package var conditions: TraceConditions
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
        _ conditions: TraceConditions,
        start: Timestamp,
        end: Timestamp,
        limit: Int = 20,
        raw: Bool = false,
        detail: TraceDetail = .summary
    ) {
        self.conditions = conditions
        self.start = start
        self.end = end
        self.limit = limit
        self.raw = raw
        self.detail = detail
    }

    /// The same with conditions by their names.
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
        self.init([], start: start, end: end, limit: limit, raw: raw, detail: detail)
        self.service = service
        self.operation = operation
        self.kind = kind
        self.attributes = attributes
        self.minDuration = minDuration
        self.maxDuration = maxDuration
    }
}
