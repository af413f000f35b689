import TraceModel

/// The traces that the store holds, in the order they were first seen.
///
/// A trace's ordinal is its number in that order, over the life of the store. The oldest are evicted first, so
/// those held are one range of ordinals.
struct TraceTable {
    struct Record {
        var id: TraceID
        /// The store's number of its newest span, + 1; 0 while it has none.
        var newestRow: UInt64 = 0
        var spanCount: UInt32 = 0
        /// Whether earlier spans of the trace were deleted to make room.
        var isContinued = false
    }

    /// Records of the ordinals from `base` on; those below `oldest` are evicted already.
    private var records: [Record] = []
    private var base: UInt64 = 0
    private var ordinals: [TraceID: UInt64] = [:]
    /// Traces that were dropped of late, to know their late spans by.
    private var recent: RecentIDs
    /// Traces that came again after they had been dropped.
    private(set) var continuedCount = 0
    /// The ordinal of the oldest trace held.
    private(set) var oldest: UInt64 = 0

    /// - Parameter mostRecent: How many dropped traces are remembered at least.
    init(mostRecent: Int = 50_000) {
        recent = RecentIDs(capacity: mostRecent)
    }

    /// The ordinal that the next new trace gets.
    var next: UInt64 { base + UInt64(records.count) }

    /// Number of traces held.
    var count: Int { ordinals.count }

    /// Bytes held, roughly: a record, and an entry of a dictionary that is three quarters full.
    var heldBytes: Int {
        let entry = (MemoryLayout<TraceID>.stride + MemoryLayout<UInt64>.stride) * 4 / 3
        return records.capacity * MemoryLayout<Record>.stride + ordinals.capacity * entry
            + recent.heldBytes
    }

    /// The ordinal of a trace, given a new one if it is not held.
    mutating func ordinal(of id: TraceID) -> UInt64 {
        if let known = ordinals[id] { return known }
        let ordinal = next
        var record = Record(id: id)
        record.isContinued = recent.contains(id)
        if record.isContinued { continuedCount += 1 }
        records.append(record)
        ordinals[id] = ordinal
        return ordinal
    }

    /// The ordinal of a trace that is held.
    func heldOrdinal(of id: TraceID) -> UInt64? { ordinals[id] }

    /// The record of a trace that is held and has spans.
    func record(of id: TraceID) -> Record? {
        ordinals[id].flatMap { record(at: $0) }
    }

    /// The record at an ordinal, if it is held and has spans.
    func record(at ordinal: UInt64) -> Record? {
        guard ordinal >= oldest, ordinal < next else { return nil }
        let record = records[Int(ordinal - base)]
        return record.spanCount > 0 ? record : nil
    }

    /// The records of all traces held that have spans, oldest first.
    var allRecords: [Record] {
        records[Int(oldest - base)...].filter { $0.spanCount > 0 }
    }

    /// The store's number of the newest span of the trace at `ordinal`, + 1.
    func newestRow(at ordinal: UInt64) -> UInt64 {
        ordinal >= oldest && ordinal < next ? records[Int(ordinal - base)].newestRow : 0
    }

    /// Adds `spans` to the count of a trace; false if it has been evicted.
    mutating func add(spans: Int, newestRow: UInt64, to ordinal: UInt64) -> Bool {
        guard ordinal >= oldest else { return false }
        records[Int(ordinal - base)].newestRow = newestRow
        records[Int(ordinal - base)].spanCount &+= UInt32(truncatingIfNeeded: spans)
        return true
    }

    /// Drops the traces below `ordinal` and returns how many traces and spans that were.
    mutating func drop(below ordinal: UInt64) -> (traces: Int, spans: Int) {
        guard ordinal > oldest else { return (0, 0) }
        var dropped = (traces: 0, spans: 0)
        let end = min(ordinal, next)
        for index in Int(oldest - base)..<Int(end - base) {
            let record = records[index]
            ordinals[record.id] = nil
            guard record.spanCount > 0 else { continue }
            dropped.traces += 1
            dropped.spans += Int(record.spanCount)
            recent.insert(record.id)
        }
        oldest = end
        let gone = Int(oldest - base)
        if gone > records.count / 2 {
            records.removeFirst(gone)
            base = oldest
        }
        return dropped
    }
}
