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
        let (records, snapshot) = state.withLock { ($0.traces.allRecords, $0.snapshot) }
        var calls = DependencyCount(snapshot, from: start.nanoseconds, to: end.nanoseconds)
        for record in records {
            if Task.isCancelled {
                throw TraceReaderError(.cancelled, "counting calls was cancelled")
            }
            calls.add(record)
        }
        return calls.links
    }
}
