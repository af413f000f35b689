package import TraceModel

extension SpanStore: DependencyReader {
    /// Calls by parent links, computed from the traces held; calls of a service to itself count, as in
    /// Jaeger's memory store.
    ///
    /// - Complexity: O(segments, and spans of traces that are in the head, in several parts, or at the edges of the time).
    package func dependencies(
        from start: Timestamp,
        to end: Timestamp
    ) async throws(TraceReaderError) -> [DependencyLink] {
        var calls = DependencyCount(snapshot(), from: start.nanoseconds, to: end.nanoseconds)
        let (records, snapshot) = records(at: calls.countSealedTraces())
        calls.count(records.compactMap(\.self), in: snapshot)
        if Task.isCancelled {
            throw TraceReaderError(.cancelled, "counting calls was cancelled")
        }
        return calls.counts.links
    }
}
