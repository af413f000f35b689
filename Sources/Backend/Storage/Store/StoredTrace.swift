import Synchronization
import TraceModel

/// A trace of the store as it was at one moment, to be read in parts.
///
/// It holds no spans: each part looks them up again, so whoever reads slowly keeps no memory from being freed, and finds
/// the trace gone once the store has deleted it. Spans are known by their numbers in the trace, which they keep when they are sealed.
struct StoredTrace: Sendable {
    /// Spans of a part at most, and bytes after which it ends.
    static let partSpans = 2048
    static let partBytes = 512 << 10

    let store: SpanStore
    let id: TraceID
    let ordinal: UInt64
    let spanCount: Int
    /// What is missing of it, if something is.
    private let warnings: [String]

    /// The trace of a record; nil if it has no spans any more.
    init?(_ record: TraceTable.Record, of store: SpanStore, _ snapshot: Snapshot) {
        spanCount = snapshot.places(of: record).reduce(0) { $0 + $1.count }
        guard spanCount > 0 else { return nil }
        self.store = store
        ordinal = record.ordinal
        id = record.id
        warnings = record.isContinued ? [snapshot.missingSpans] : []
    }

    var inParts: TraceInParts {
        TraceInParts(
            id: id,
            spanCount: spanCount,
            heldBytes: MemoryLayout<StoredTrace>.size,
            warnings: warnings,
            part: { start in part(from: start) },
            spans: { numbers in spans(numbers) }
        )
    }

    private func part(from start: Int) -> TraceInParts.Part? {
        guard let found = find() else { return nil }
        let end = min(start + Self.partSpans, spanCount)
        var gatherer = Snapshot.Gatherer(found.snapshot)
        var next = start
        for (place, first) in zip(found.places, found.firstNumbers) {
            guard next >= first, next < first + place.count else { continue }
            next += gatherer.append(
                next - first..<min(end - first, place.count),
                of: place,
                id,
                upTo: Self.partBytes
            )
            if next >= end || gatherer.byteCount >= Self.partBytes { break }
        }
        guard next > start, let trace = finish(gatherer) else { return nil }
        return TraceInParts.Part(trace: trace, end: next)
    }

    private func spans(_ numbers: [Int]) -> Trace? {
        guard let found = find() else { return nil }
        var gatherer = Snapshot.Gatherer(found.snapshot)
        for number in numbers {
            guard let index = found.firstNumbers.lastIndex(where: { $0 <= number }) else {
                return nil
            }
            let own = number - found.firstNumbers[index]
            guard gatherer.append(own..<own + 1, of: found.places[index], id) == 1 else {
                return nil
            }
        }
        return finish(gatherer)
    }

    /// Where spans are at a moment.
    private struct Found {
        let snapshot: Snapshot
        let places: [TracePlace]
        /// Of each place, the number in the trace of its first span.
        let firstNumbers: [Int]
    }

    /// Where its spans are now; nil if it is gone.
    private func find() -> Found? {
        let (found, snapshot) = store.records(at: [ordinal])
        guard let record = found[0] else { return nil }
        let places = snapshot.places(of: record)
        var first = 0
        let firstNumbers = places.map { place in
            defer { first += place.count }
            return first
        }
        return Found(snapshot: snapshot, places: places, firstNumbers: firstNumbers)
    }

    private func finish(_ gatherer: consuming Snapshot.Gatherer) -> Trace? {
        if !warnings.isEmpty { gatherer.warnOfDeletedSpans(of: id) }
        return gatherer.finish().first
    }
}
