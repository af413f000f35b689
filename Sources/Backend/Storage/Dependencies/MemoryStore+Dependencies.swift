import Synchronization
package import TraceModel

extension MemoryStore: DependencyReader {
    /// Calls by parent links, computed from the traces held; calls of a service to itself count, as in
    /// Jaeger's memory store.
    ///
    /// - Complexity: O(spans held).
    package func dependencies(
        from start: Timestamp,
        to end: Timestamp
    ) async throws(TraceReaderError) -> [DependencyLink] {
        var calls = DependencyCount(snapshot(), from: start.nanoseconds, to: end.nanoseconds)
        let apart = calls.countWholeTraces()
        let (records, snapshot) = state.withLock { state in
            (apart.compactMap { state.traces.record(at: $0) }, state.snapshot)
        }
        calls.count(records, in: snapshot)
        if Task.isCancelled {
            throw TraceReaderError(.cancelled, "counting calls was cancelled")
        }
        return calls.counts.links
    }
}
