import Synchronization
import TraceAnalysis
package import TraceModel

extension MemoryStore: TraceFinder {
    package func traces(
        matching query: TraceQuery
    ) async throws(TraceReaderError) -> [Trace] {
        try find(query)
    }

    /// The traces of which one single span meets every condition, most recently added first.
    ///
    /// Blocks are looked at from the newest. A block holds no trace younger than those that begin in a
    /// later block, so the search ends as soon as enough traces were found that cannot be overtaken. What
    /// the filters take is matched once more as whole spans, by ``SpanMatcher``.
    package func find(_ query: TraceQuery) throws(TraceReaderError) -> [Trace] {
        guard query.limit > 0, query.limit <= limits.traces else {
            throw TraceReaderError(
                .invalidQuery,
                "search depth must be greater than 0 and less than max traces"
            )
        }
        let snapshot = snapshot()
        var candidates = OrdinalSet(snapshot.oldestOrdinal..<snapshot.nextOrdinal)
        var found: [Trace] = []
        for (index, block) in snapshot.blocks.enumerated().reversed() {
            if Task.isCancelled {
                throw TraceReaderError(.cancelled, "the search was cancelled")
            }
            BlockFilter(query, in: block)?.forEachMatch(from: snapshot.oldestOrdinal) {
                candidates.insert($0)
            }
            let floor = index == 0 ? 0 : block.firstOrdinal
            while found.count < query.limit {
                let wanted = min(query.limit - found.count, 256)
                let ordinals = candidates.takeHighest(wanted, from: floor)
                guard !ordinals.isEmpty else { break }
                let traces = gather(ordinals)
                guard let columns = traces.first?.columns else { continue }
                let matcher = SpanMatcher(query, in: columns)
                found += traces.filter { matcher.matches($0) }
            }
            if found.count == query.limit { break }
        }
        return found
    }

    /// The traces at these ordinals that are still held, whole as of now.
    func gather(_ ordinals: [UInt64]) -> [Trace] {
        let (records, snapshot) = state.withLock { state in
            (ordinals.compactMap { state.traces.record(at: $0) }, state.snapshot)
        }
        var gatherer = Snapshot.Gatherer(snapshot)
        for record in records { gatherer.append(record) }
        return gatherer.finish()
    }
}
