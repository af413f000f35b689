import TraceModel

extension AdjustableTrace {
    /// Drops spans that equal an earlier one in everything; the name and version of scopes do not count.
    mutating func dropEqualSpans() {
        // Only spans of one id can be equal; most ids have one span.
        var ids = SpanIDTable(capacity: spans.count)
        var groups: [SpanID: Set<[UInt64]>] = [:]
        var kept: [SpanDraft] = []
        kept.reserveCapacity(spans.count)
        for (index, span) in spans.enumerated() {
            if let first = ids.insert(Int32(index), for: span.spanID) {
                let words = words(of: span)
                if groups[span.spanID] == nil {
                    groups[span.spanID] = [self.words(of: spans[Int(first)])]
                }
                guard groups[span.spanID, default: []].insert(words).inserted else { continue }
            }
            kept.append(span)
        }
        spans = kept
    }

    private borrowing func words(of span: SpanDraft) -> [UInt64] {
        Fingerprint.words(
            of: span,
            resource: resources[Int(span.resource)],
            scope: scopes[Int(span.scope)]
        )
    }
}
