package import TraceModel

/// Tests spans of one set of columns against a query; texts are looked up once, rows compare numbers.
///
/// Every condition must hold for the same span. Attribute conditions follow Jaeger's v2 memory store: see
/// ``AttributeMatcher``.
package struct SpanMatcher: Sendable {
    private let query: TraceQuery
    private let service: TextTest
    private let operation: TextTest
    private let attributes: [AttributeMatcher]

    /// - Complexity: O(distinct strings) for each text of the query.
    package init(_ query: TraceQuery, in columns: SpanColumns) {
        let strings = columns.strings
        self.query = query
        service = TextTest(query.service, in: strings)
        operation = TextTest(query.operation, in: strings)
        attributes = query.attributes.map { AttributeMatcher($0, in: strings) }
    }

    /// Whether the span meets every condition of the query; `limit` and `raw` mean nothing here.
    package func matches(_ span: Span) -> Bool {
        guard service.accepts(span.serviceIndex), operation.accepts(span.nameIndex) else {
            return false
        }
        if let kind = query.kind, span.kind != kind { return false }
        guard span.start >= query.start && span.start <= query.end else { return false }
        if let least = query.minDuration, span.duration < least { return false }
        if let most = query.maxDuration, span.duration > most { return false }
        return attributes.allSatisfy { $0.matches(span) }
    }

    /// Whether one span of the trace meets every condition.
    package func matches(_ trace: Trace) -> Bool {
        (0..<trace.count).contains { matches(trace[$0]) }
    }
}

/// A text that must be equal, as an index of one string table.
struct TextTest: Sendable {
    private enum Wanted: Sendable {
        case anything
        case index(StringIndex)
        /// The text does not occur in the table.
        case nothing
    }

    private let wanted: Wanted

    /// No text accepts everything.
    init(_ text: String?, in strings: StringTable) {
        guard let text else {
            wanted = .anything
            return
        }
        wanted = strings.firstIndex(of: text).map { .index($0) } ?? .nothing
    }

    func accepts(_ index: StringIndex) -> Bool {
        switch wanted {
        case .anything: true
        case .index(let wanted): wanted == index
        case .nothing: false
        }
    }
}
