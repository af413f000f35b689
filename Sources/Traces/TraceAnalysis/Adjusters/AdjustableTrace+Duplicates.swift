import TraceModel

extension AdjustableTrace {
    /// Drops spans that equal an earlier one in everything; the name and version of scopes do not count.
    mutating func dropEqualSpans() {
        let equal = Set(equalSpans())
        guard !equal.isEmpty else { return }
        spans = spans.indices.filter { !equal.contains($0) }.map { spans[$0] }
    }

    /// The places of spans that equal an earlier one.
    borrowing func equalSpans() -> [Int] {
        // Only spans of one id can be equal; most ids have one span.
        var ids = SpanIDTable(capacity: spans.count)
        var groups: [SpanID: Set<[UInt64]>] = [:]
        var equal: [Int] = []
        for (index, span) in spans.enumerated() {
            if let first = ids.insert(Int32(index), for: span.spanID) {
                let words = words(of: span)
                if groups[span.spanID] == nil {
                    groups[span.spanID] = [self.words(of: spans[Int(first)])]
                }
                if !groups[span.spanID, default: []].insert(words).inserted { equal.append(index) }
            }
        }
        return equal
    }

    private borrowing func words(of span: SpanDraft) -> [UInt64] {
        Fingerprint.words(
            of: span,
            resource: resources[Int(span.resource)],
            scope: scopes[Int(span.scope)]
        )
    }
}
