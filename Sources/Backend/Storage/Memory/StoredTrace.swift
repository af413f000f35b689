import Synchronization
import TraceModel

/// A trace of the store as it was at one moment, to be read in parts.
///
/// It holds no block: each part looks the spans up again, so whoever reads slowly keeps no memory from being freed, and finds
/// the trace gone once the store has deleted it.
struct StoredTrace: Sendable {
    /// Spans of a part at most, and bytes after which it ends.
    static let partSpans = 2048
    static let partBytes = 512 << 10

    let store: MemoryStore
    let id: TraceID
    let ordinal: UInt64
    /// Its rows in the store, oldest first.
    let rows: [UInt64]
    /// Whether earlier spans of it were deleted.
    let isContinued: Bool

    /// The trace of a record; nil if it has no rows any more.
    init?(
        _ record: TraceTable.Record,
        at ordinal: UInt64,
        of store: MemoryStore,
        _ snapshot: Snapshot
    ) {
        rows = snapshot.rows(endingAt: record.newestRow)
        guard !rows.isEmpty else { return nil }
        self.store = store
        self.ordinal = ordinal
        id = record.id
        isContinued = record.isContinued
    }

    var inParts: TraceInParts {
        TraceInParts(
            id: id,
            spanCount: rows.count,
            heldBytes: rows.count * MemoryLayout<UInt64>.stride,
            warnings: isContinued ? [Snapshot.deletedSpans] : [],
            part: { start in part(from: start) },
            spans: { numbers in gather(numbers.lazy.map { rows[$0] }, upTo: .max)?.trace }
        )
    }

    private func part(from start: Int) -> TraceInParts.Part? {
        guard
            let (trace, count) = gather(rows[start...].prefix(Self.partSpans), upTo: Self.partBytes)
        else { return nil }
        return TraceInParts.Part(trace: trace, end: start + count)
    }

    /// The spans of the first rows, until these take so many bytes, and how many they are.
    private func gather(
        _ rows: some Sequence<UInt64>,
        upTo bytes: Int
    ) -> (trace: Trace, count: Int)? {
        let snapshot = store.state.withLock { state in
            state.traces.record(at: ordinal) == nil ? nil : state.snapshot
        }
        guard let snapshot else { return nil }
        var gatherer = Snapshot.Gatherer(snapshot)
        var count = 0
        for row in rows {
            guard gatherer.append(row: row, of: id) else { return nil }
            count += 1
            if gatherer.byteCount >= bytes { break }
        }
        if isContinued { gatherer.warnOfDeletedSpans(of: id) }
        return gatherer.finish().first.map { ($0, count) }
    }
}
