import TraceModel

/// The traces that the store holds, in the order they were first seen.
///
/// A trace's ordinal is its number in that order, over the life of the store. The oldest are evicted first, so
/// those held are one range of ordinals.
struct TraceTable {
    struct Record {
        var id: TraceID
        var ordinal: UInt64
        /// The store's number of its newest span, + 1; 0 while it has none.
        var newestRow: UInt64
        var spanCount: UInt32
        /// Whether earlier spans of the trace were deleted to make room.
        var isContinued: Bool
    }

    /// A record as it is kept: nothing but bits, so that thousands are moved at once.
    private struct Entry: BitwiseCopyable {
        let high: UInt64
        let low: UInt64
        var newestRow: UInt64 = 0
        var filter = SpanFilter()
        var spanCount: UInt32 = 0
        var isLarge = false
        let isContinued: Bool
        /// Whether the id is a text, which stands in `texts`.
        let isText: Bool
    }

    /// Entries of the ordinals from `base` on; those below `oldest` are evicted already.
    private var entries: [Entry] = []
    /// Ids that are texts, by ordinal.
    private var texts: [UInt64: TraceID] = [:]
    private var base: UInt64 = 0
    private var ordinals = TraceOrdinals()
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
    var next: UInt64 { base + UInt64(entries.count) }

    /// Number of traces held.
    var count: Int { ordinals.count }

    /// Bytes held, roughly.
    var heldBytes: Int {
        entries.capacity * MemoryLayout<Entry>.stride + ordinals.heldBytes + recent.heldBytes
    }

    /// The ordinal of a trace, given a new one if it is not held.
    private mutating func ordinal(of id: TraceID) -> UInt64 {
        if let known = ordinals[id] { return known }
        let ordinal = next
        let isContinued = recent.contains(id)
        if isContinued { continuedCount += 1 }
        let isText = id.text != nil
        if isText { texts[ordinal] = id }
        entries.append(
            Entry(high: id.high, low: id.low, isContinued: isContinued, isText: isText)
        )
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
        let entry = entries[Int(ordinal - base)]
        guard entry.spanCount > 0 else { return nil }
        return Record(
            id: id(of: entry, at: ordinal),
            ordinal: ordinal,
            newestRow: entry.newestRow,
            spanCount: entry.spanCount,
            isContinued: entry.isContinued
        )
    }

    private func id(of entry: Entry, at ordinal: UInt64) -> TraceID {
        (entry.isText ? texts[ordinal] : nil) ?? TraceID(high: entry.high, low: entry.low)
    }

    /// The records of all traces held that have spans, oldest first.
    var allRecords: [Record] { (oldest..<next).compactMap { record(at: $0) } }

    /// The trace as far as a writer needs it, which is given an ordinal if it is not held.
    mutating func growth(of id: TraceID) -> TraceGrowth {
        let ordinal = ordinal(of: id)
        let entry = entries[Int(ordinal - base)]
        return TraceGrowth(
            ordinal: ordinal,
            newestRow: entry.newestRow,
            spanCount: entry.spanCount,
            isLarge: entry.isLarge,
            filter: entry.filter
        )
    }

    /// Takes what a writer added to a trace; false if it has been evicted.
    mutating func take(_ growth: TraceGrowth) -> Bool {
        guard growth.ordinal >= oldest else { return false }
        let place = Int(growth.ordinal - base)
        entries[place].newestRow = growth.newestRow
        entries[place].spanCount = growth.spanCount
        entries[place].isLarge = growth.isLarge
        entries[place].filter = growth.filter
        return true
    }

    /// Drops the traces below `ordinal` and returns how many traces and spans that were.
    mutating func drop(below ordinal: UInt64) -> (traces: Int, spans: Int) {
        guard ordinal > oldest else { return (0, 0) }
        var dropped = (traces: 0, spans: 0)
        let end = min(ordinal, next)
        for ordinal in oldest..<end {
            let entry = entries[Int(ordinal - base)]
            let id = id(of: entry, at: ordinal)
            ordinals[id] = nil
            if entry.isText { texts[ordinal] = nil }
            guard entry.spanCount > 0 else { continue }
            dropped.traces += 1
            dropped.spans += Int(entry.spanCount)
            recent.insert(id)
        }
        oldest = end
        let gone = Int(oldest - base)
        if gone > entries.count / 2 {
            entries.removeFirst(gone)
            base = oldest
        }
        return dropped
    }
}

/// A trace while spans are written to it.
struct TraceGrowth: BitwiseCopyable {
    var ordinal: UInt64 = .max
    /// As in ``TraceTable/Record``, with the spans written.
    var newestRow: UInt64 = 0
    var spanCount: UInt32 = 0
    /// Whether its spans are in ``RecentSpans``; else their ids are in `filter`.
    var isLarge = false
    var filter = SpanFilter()
    /// Spans of the part that is being written, and how many of them were written.
    var chosen = 0
    var written = 0
}
