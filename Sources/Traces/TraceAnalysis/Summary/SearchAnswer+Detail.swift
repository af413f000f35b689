package import TraceModel

extension SearchAnswer {
    /// Adds what a query wants of each trace beyond its summary, of traces that came whole.
    ///
    /// Of a trace that came twice the larger one counts.
    ///
    /// - Complexity: O(spans) for calls, else O(traces).
    package mutating func add(_ detail: TraceDetail, of whole: some Sequence<Trace>) {
        switch detail {
        case .summary: break
        case .calls:
            calls = Dictionary(
                whole.map { ($0.id, $0.serviceCalls()) },
                uniquingKeysWith: { $0.count >= $1.count ? $0 : $1 }
            )
        case .spans:
            traces = Dictionary(
                whole.map { ($0.id, $0) },
                uniquingKeysWith: { $0.count >= $1.count ? $0 : $1 }
            )
        }
    }
}
