package import TraceModel

/// Tests spans of one set of columns against a query; texts are looked up once, rows compare numbers.
///
/// Every condition must hold for the same span. Attribute conditions follow Jaeger's v2 memory store: see
/// ``AttributeField``.
package struct SpanMatcher: Sendable {
    private let start: Timestamp
    private let end: Timestamp
    private var service = TextTest.anything
    private var operation = TextTest.anything
    private var kind: SpanKind?
    private var minDuration: Nanoseconds?
    private var maxDuration: Nanoseconds?
    private var attributes: [AttributeMatcher] = []
    private var excluded: [AttributeMatcher] = []

    /// - Complexity: O(distinct strings) for each text of the query.
    package init(_ query: TraceQuery, in columns: SpanColumns) {
        let strings = columns.strings
        start = query.start
        end = query.end
        for condition in query.conditions {
            switch condition {
            case .service(let name): service = TextTest(name, in: strings)
            case .operation(let name): operation = TextTest(name, in: strings)
            case .kind(let kind): self.kind = kind
            case .attribute(let attribute): add(attribute, in: strings)
            case .without(let attribute):
                excluded.append(AttributeMatcher(AttributeCriterion(attribute), in: strings))
            case .error(let failed): add(.error(failed), in: strings)
            case .minDuration(let duration): minDuration = duration
            case .maxDuration(let duration): maxDuration = duration
            }
        }
    }

    private mutating func add(_ condition: AttributeCondition, in strings: StringTable) {
        attributes.append(AttributeMatcher(AttributeCriterion(condition), in: strings))
    }

    /// Whether the span meets every condition of the query; `limit` and `raw` mean nothing here.
    package func matches(_ span: Span) -> Bool {
        guard service.accepts(span.serviceIndex), operation.accepts(span.nameIndex) else {
            return false
        }
        if let kind, span.kind != kind { return false }
        guard span.start >= start && span.start <= end else { return false }
        if let minDuration, span.duration < minDuration { return false }
        if let maxDuration, span.duration > maxDuration { return false }
        return attributes.allSatisfy { $0.matches(span) }
            && !excluded.contains { $0.matches(span) }
    }

    /// Whether one span of the trace meets every condition.
    package func matches(_ trace: Trace) -> Bool {
        (0..<trace.count).contains { matches(trace[$0]) }
    }
}
