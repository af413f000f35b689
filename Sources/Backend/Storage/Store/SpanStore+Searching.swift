import Synchronization
import TraceAnalysis
package import TraceModel

extension SpanStore: TraceFinder {
    package func traces(
        matching query: TraceQuery
    ) async throws(TraceReaderError) -> FoundTraces {
        try find(query)
    }

    /// The traces of which one single span meets every condition, most recently added first.
    ///
    /// Parts are looked at from the newest. A part holds no trace younger than those that begin in a
    /// later one, so the search ends as soon as enough traces were found that cannot be overtaken. What
    /// the filters take is matched once more as whole spans, by ``SpanMatcher``. What the store deletes before it is asked
    /// for is gone: holding it for readers who take their time would take memory without bound.
    package func find(_ query: TraceQuery) throws(TraceReaderError) -> FoundTraces {
        guard query.limit > 0, query.limit <= limits.traces else {
            throw TraceReaderError(
                .invalidQuery,
                "search depth must be greater than 0 and less than max traces"
            )
        }
        let snapshot = snapshot()
        var candidates = OrdinalSet(snapshot.oldestOrdinal..<snapshot.nextOrdinal)
        var found: [UInt64] = []
        for (index, part) in snapshot.parts.enumerated().reversed() {
            if Task.isCancelled {
                throw TraceReaderError(.cancelled, "the search was cancelled")
            }
            part.forEachMatch(query, from: snapshot.oldestOrdinal) { candidates.insert($0) }
            let floor = index == 0 ? 0 : part.firstOrdinal
            while found.count < query.limit {
                let wanted = min(query.limit - found.count, 256)
                let ordinals = candidates.takeHighest(wanted, from: floor)
                guard !ordinals.isEmpty else { break }
                found += matches(of: query, at: ordinals)
            }
            if found.count == query.limit { break }
        }
        return FoundTraces(count: found.count) { [found] index in
            self.storedTrace(at: found[index])?.inParts
        }
    }

    /// All traces that are held, oldest first.
    package var allTraces: FoundTraces {
        let (tabled, snapshot) = state.withLock { ($0.traces.allRecords, $0.snapshot) }
        let ordinals = Set(snapshot.settledRecords.map(\.ordinal)).union(tabled.map(\.ordinal))
            .sorted()
        return FoundTraces(count: ordinals.count) { index in
            self.storedTrace(at: ordinals[index])?.inParts
        }
    }

    /// What is gathered is looked at before it is more than so many spans, or bytes.
    private static let piece = 16_384
    private static let mostBytes = 4 << 20

    /// The ordinals of those traces at `ordinals` that are still held and match as a whole.
    private func matches(of query: TraceQuery, at ordinals: [UInt64]) -> [UInt64] {
        let (found, snapshot) = records(at: ordinals)
        let records = zip(ordinals, found)
        // Many small traces share the work of making columns; of a large one no more than a part is made at a time.
        var matching: Set<TraceID> = []
        var gatherer = Snapshot.Gatherer(snapshot)
        for case (_, let record?) in records {
            places: for place in snapshot.places(of: record) {
                var next = 0
                while next < place.count {
                    let end = min(next + Self.piece, place.count)
                    next += gatherer.append(next..<end, of: place, record.id, upTo: Self.mostBytes)
                    guard gatherer.spanCount >= Self.piece || gatherer.byteCount >= Self.mostBytes
                    else { continue }
                    matching.formUnion(Self.ids(matching: query, gatherer.finish()))
                    gatherer = Snapshot.Gatherer(snapshot)
                    if matching.contains(record.id) { break places }
                }
            }
        }
        matching.formUnion(Self.ids(matching: query, gatherer.finish()))
        return records.compactMap { ordinal, record in
            record.map { matching.contains($0.id) } ?? false ? ordinal : nil
        }
    }

    private static func ids(matching query: TraceQuery, _ traces: [Trace]) -> [TraceID] {
        guard let columns = traces.first?.columns else { return [] }
        let matcher = SpanMatcher(query, in: columns)
        return traces.filter { matcher.matches($0) }.map(\.id)
    }

    /// The trace at an ordinal, to be read in parts; nil if it is not held any more.
    func storedTrace(at ordinal: UInt64) -> StoredTrace? {
        let (found, snapshot) = records(at: [ordinal])
        return found[0].flatMap { StoredTrace($0, of: self, snapshot) }
    }

    /// The traces at these ordinals that are still held, whole as of now.
    func gather(_ ordinals: [UInt64]) -> [Trace] {
        let (records, snapshot) = records(at: ordinals)
        var gatherer = Snapshot.Gatherer(snapshot)
        for case let record? in records { gatherer.append(record) }
        return gatherer.finish()
    }
}
