import Synchronization
import TraceModel

/// A trace all spans of which are in segments on disk, as these know it.
struct SettledTrace {
    let id: TraceID
    let ordinal: UInt64
    let spanCount: Int
    /// The number of the row behind those of the segments.
    let endRow: UInt64
    /// Whether what it began in is gone.
    let isContinued: Bool
}

extension Snapshot {
    /// A settled trace by its id, if there is one.
    ///
    /// - Complexity: O(segments): one or two cache lines of each.
    func settledTrace(_ id: TraceID) -> SettledTrace? {
        guard !settled.isEmpty else { return nil }
        let hash = Segment.traceHash(id)
        for stored in parts.segments.reversed() where stored.segment.mayHold(traceHash: hash) {
            for place in stored.segment.traces(withID: id).reversed() {
                let ordinal = stored.segment.ordinal(ofTraceAt: place)
                if settled.contains(ordinal) { return settledTrace(at: ordinal, id) }
            }
        }
        return nil
    }

    /// A settled trace by its ordinal, if there is one.
    func settledTrace(at ordinal: UInt64) -> SettledTrace? {
        guard settled.contains(ordinal) else { return nil }
        for stored in parts.segments[beginning(of: ordinal)...] {
            guard let place = stored.segment.trace(withOrdinal: ordinal) else { continue }
            return settledTrace(at: ordinal, stored.segment.traceID(at: place))
        }
        return nil
    }

    private func settledTrace(at ordinal: UInt64, _ id: TraceID) -> SettledTrace? {
        let segments = parts.segments
        let first = beginning(of: ordinal)
        let hash = Segment.traceHash(id)
        var count = 0
        for stored in segments[first...] where stored.segment.mayHold(traceHash: hash) {
            guard let place = stored.segment.trace(withOrdinal: ordinal) else { continue }
            count += stored.segment.rows(ofTraceAt: place).count
        }
        guard count > 0, let last = segments.last else { return nil }
        return SettledTrace(
            id: id,
            ordinal: ordinal,
            spanCount: count,
            endRow: last.endRow,
            isContinued: segments[first].segment.trace(withOrdinal: ordinal) == nil
        )
    }

    /// The place of the segment that a trace began in, if that is still there.
    private func beginning(of ordinal: UInt64) -> Int {
        let segments = parts.segments
        var (low, high) = (0, segments.count)
        while high - low > 1 {
            let middle = (low + high) / 2
            if segments[middle].segment.header.firstOrdinal <= ordinal {
                low = middle
            } else {
                high = middle
            }
        }
        return low
    }

    /// The record of a settled trace.
    func settledRecord(at ordinal: UInt64) -> TraceTable.Record? {
        settledTrace(at: ordinal).map(TraceTable.Record.init)
    }

    /// The records of all settled traces, oldest first.
    ///
    /// - Complexity: O(traces).
    var settledRecords: [TraceTable.Record] {
        var records: [TraceTable.Record] = []
        let endRow = parts.segments.last?.endRow ?? 0
        for stored in parts.segments {
            let segment = stored.segment
            let first = max(settled.lowerBound, segment.header.firstOrdinal)
            let end = segment.firstTrace(withOrdinalFrom: settled.upperBound)
            for place in segment.firstTrace(withOrdinalFrom: first)..<end {
                records.append(
                    TraceTable.Record(
                        id: segment.traceID(at: place),
                        ordinal: segment.ordinal(ofTraceAt: place),
                        newestRow: endRow,
                        isContinued: false
                    )
                )
            }
        }
        return records
    }
}

extension TraceTable.Record {
    init(_ trace: SettledTrace) {
        self.init(
            id: trace.id,
            ordinal: trace.ordinal,
            newestRow: trace.endRow,
            isContinued: trace.isContinued
        )
    }
}

extension SpanStore {
    /// The traces at these ordinals that are held, wherever they are, and what the store has at this moment.
    func records(at ordinals: [UInt64]) -> (records: [TraceTable.Record?], snapshot: Snapshot) {
        let (known, snapshot) = state.withLock { state in
            (ordinals.map { state.traces.record(at: $0) }, state.snapshot)
        }
        // Segments are asked when nobody waits for the lock: their pages may have to come from the disk.
        let records = zip(ordinals, known).map { $1 ?? snapshot.settledRecord(at: $0) }
        return (records, snapshot)
    }

    /// The trace of an id, and what the store has at this moment.
    func record(of id: TraceID) -> (record: TraceTable.Record, snapshot: Snapshot)? {
        let (known, snapshot) = state.withLock { ($0.traces.record(of: id), $0.snapshot) }
        let record = known ?? snapshot.settledTrace(id).map(TraceTable.Record.init)
        return record.map { ($0, snapshot) }
    }
}
