import TraceAnalysis
import TraceModel

extension [Trace] {
    /// The places of the traces with one span that meets every condition of `query`.
    ///
    /// - Complexity: O(spans), and the texts of the query are looked up once for traces of one answer.
    func places(matching query: TraceQuery) -> [Int] {
        var matchers: [ObjectIdentifier: SpanMatcher] = [:]
        return indices.filter { index in
            let columns = self[index].columns
            let matcher = matchers[ObjectIdentifier(columns)] ?? SpanMatcher(query, in: columns)
            matchers[ObjectIdentifier(columns)] = matcher
            return matcher.matches(self[index])
        }
    }
}
