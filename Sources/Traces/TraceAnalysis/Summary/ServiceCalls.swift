package import TraceModel

extension Trace {
    /// The calls of services in this trace, in the order of its spans.
    ///
    /// A call is a span of kind server or consumer. Not everything is instrumented so well: in a service without such
    /// spans in this trace, a call is a span whose parent is missing or of another service. A late span can thus
    /// change which spans are calls, so what was counted of a trace that grew is to be replaced.
    ///
    /// - Complexity: O(spans).
    package func serviceCalls() -> [ServiceCall] {
        var entered: Set<StringIndex> = []
        for index in 0..<count {
            let span = self[index]
            if span.kind.isEntry { entered.insert(span.serviceIndex) }
        }
        var ids: SpanIDTable?
        var calls: [ServiceCall] = []
        for index in 0..<count {
            let span = self[index]
            let service = span.serviceIndex
            if entered.contains(service) {
                guard span.kind.isEntry else { continue }
            } else if let parent = span.parentID {
                let table = ids ?? SpanIDTable(self)
                ids = table
                if let place = table[parent], self[Int(place)].serviceIndex == service {
                    continue
                }
            }
            calls.append(
                ServiceCall(
                    service: columns.strings[service],
                    operation: span.name,
                    start: span.start,
                    duration: UInt64(max(span.duration, 0)),
                    isError: span.isError
                )
            )
        }
        return calls
    }
}
