import Synchronization
import TraceAnalysis
package import TraceModel

extension MemoryStore: TraceFinder {
    package func traces(
        matching query: TraceQuery
    ) async throws(TraceReaderError) -> FoundTraces {
        try find(query)
    }

    /// The traces of which one single span meets every condition, most recently added first.
    ///
    /// Blocks are looked at from the newest. A block holds no trace younger than those that begin in a
    /// later block, so the search ends as soon as enough traces were found that cannot be overtaken. What
    /// the filters take is matched once more as whole spans, by ``SpanMatcher``. The traces are as they were
    /// when they were found, even if the store drops them before they are asked for.
    package func find(_ query: TraceQuery) throws(TraceReaderError) -> FoundTraces {
        guard query.limit > 0, query.limit <= limits.traces else {
            throw TraceReaderError(
                .invalidQuery,
                "search depth must be greater than 0 and less than max traces"
            )
        }
        let snapshot = snapshot()
        var candidates = OrdinalSet(snapshot.oldestOrdinal..<snapshot.nextOrdinal)
        var found: [StoredTrace] = []
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
                found += matches(of: query, at: ordinals)
            }
            if found.count == query.limit { break }
        }
        return FoundTraces(count: found.count) { [found] in found[$0].trace }
    }

    /// Those traces at these ordinals that are still held and match as a whole.
    private func matches(of query: TraceQuery, at ordinals: [UInt64]) -> [StoredTrace] {
        let (records, snapshot) = state.withLock { state in
            (ordinals.compactMap { state.traces.record(at: $0) }, state.snapshot)
        }
        var found: [StoredTrace] = []
        var rest = records[...]
        while !rest.isEmpty {
            // Many small traces share the work of making columns; large ones do not add up.
            var spans = 0
            let some = rest.prefix { record in
                defer { spans += record.spanCount }
                return spans < Self.spansAtOnce
            }
            rest = rest.dropFirst(some.count)
            var gatherer = Snapshot.Gatherer(snapshot)
            for record in some { gatherer.append(record) }
            let traces = gatherer.finish()
            guard let columns = traces.first?.columns else { continue }
            let matcher = SpanMatcher(query, in: columns)
            let ids = Set(traces.lazy.filter { matcher.matches($0) }.map(\.id))
            found += some.filter { ids.contains($0.id) }
                .map { StoredTrace(record: $0, snapshot: snapshot) }
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

    private static let spansAtOnce = 16_384
}

/// A trace of one moment, to be made into columns later.
private struct StoredTrace: Sendable {
    let record: TraceTable.Record
    let snapshot: Snapshot

    var trace: Trace? {
        var gatherer = Snapshot.Gatherer(snapshot)
        gatherer.append(record)
        return gatherer.finish().first
    }
}
