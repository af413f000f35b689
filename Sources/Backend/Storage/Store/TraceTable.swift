import TraceModel

/// The traces that the store holds, in the order they were first seen.
///
/// A trace's ordinal is its number in that order, over the life of the store. The oldest are evicted first, so
/// those held are one range of ordinals. Of a store on disk the first part of the range is *settled*: all spans of these traces are
/// in segments, where they are found, and the table knows nothing of them but how many they are.
struct TraceTable {
    struct Record {
        var id: TraceID
        var ordinal: UInt64
        /// The store's number of its newest span, + 1; 0 while it has none.
        var newestRow: UInt64
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

        mutating func take(_ growth: TraceGrowth) {
            newestRow = growth.newestRow
            spanCount = growth.spanCount
            isLarge = growth.isLarge
            filter = growth.filter
        }
    }

    /// Entries of the ordinals from `base` on; those below `oldest` are evicted already.
    private var entries: [Entry] = []
    /// Settled traces of which other spans came since, which are in the head.
    private var late: [UInt64: Entry] = [:]
    private var settledEnd: UInt64 = 0
    private var settledCount = 0
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

    /// Ordinals of traces that are settled, some of which there may be no trace of.
    var settled: Range<UInt64> { oldest..<max(oldest, settledEnd) }

    /// Number of traces held.
    var count: Int { settledCount + ordinals.count - late.count }

    /// Bytes held, roughly.
    var heldBytes: Int {
        (entries.capacity + late.capacity * 2) * MemoryLayout<Entry>.stride + ordinals.heldBytes
            + recent.heldBytes
    }

    /// Gives a trace that is not held an ordinal.
    private mutating func add(_ id: TraceID) -> UInt64 {
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

    /// The ordinal of a trace that is held, unless it is settled.
    func heldOrdinal(of id: TraceID) -> UInt64? { ordinals[id] }

    /// The record of a trace that is held and has spans, unless it is settled.
    func record(of id: TraceID) -> Record? {
        ordinals[id].flatMap { record(at: $0) }
    }

    /// The record at an ordinal, if it is held, has spans and is not settled.
    func record(at ordinal: UInt64) -> Record? {
        guard let entry = entry(at: ordinal), entry.spanCount > 0 else { return nil }
        return Record(
            id: id(of: entry, at: ordinal),
            ordinal: ordinal,
            newestRow: entry.newestRow,
            isContinued: entry.isContinued
        )
    }

    private func entry(at ordinal: UInt64) -> Entry? {
        guard ordinal >= oldest, ordinal < next else { return nil }
        return ordinal < settledEnd ? late[ordinal] : entries[Int(ordinal - base)]
    }

    private func id(of entry: Entry, at ordinal: UInt64) -> TraceID {
        (entry.isText ? texts[ordinal] : nil) ?? TraceID(high: entry.high, low: entry.low)
    }

    /// The records of all traces held that have spans, oldest first, but for those that are settled.
    var allRecords: [Record] {
        late.keys.sorted().compactMap { record(at: $0) }
            + (max(oldest, settledEnd)..<max(oldest, next)).compactMap { record(at: $0) }
    }

    /// The trace as far as a writer needs it; nil if it is not held, or settled.
    func growth(of id: TraceID) -> TraceGrowth? {
        guard let ordinal = ordinals[id], let entry = entry(at: ordinal) else { return nil }
        return TraceGrowth(
            ordinal: ordinal,
            newestRow: entry.newestRow,
            spanCount: entry.spanCount,
            isLarge: entry.isLarge,
            filter: entry.filter,
            isContinued: entry.isContinued
        )
    }

    /// The same of a trace that is not in the table: of a settled one, or of one that is not held and gets an ordinal.
    mutating func addGrowth(of id: TraceID, settled: SettledTrace?) -> TraceGrowth {
        if let growth = growth(of: id) { return growth }
        guard let settled, self.settled.contains(settled.ordinal) else {
            return TraceGrowth(ordinal: add(id))
        }
        return TraceGrowth(
            ordinal: settled.ordinal,
            newestRow: settled.endRow,
            spanCount: UInt32(clamping: settled.spanCount),
            filter: .all,
            isContinued: settled.isContinued
        )
    }

    /// Takes what a writer added to a trace; false if it has been evicted.
    mutating func take(_ growth: TraceGrowth, of id: TraceID) -> Bool {
        guard growth.ordinal >= oldest else { return false }
        if growth.ordinal < settledEnd {
            guard growth.written > 0 || late[growth.ordinal] != nil else { return true }
            let isText = id.text != nil
            if isText { texts[growth.ordinal] = id }
            let blank = Entry(
                high: id.high,
                low: id.low,
                isContinued: growth.isContinued,
                isText: isText
            )
            late[growth.ordinal, default: blank].take(growth)
            ordinals[id] = growth.ordinal
        } else {
            entries[Int(growth.ordinal - base)].take(growth)
        }
        return true
    }

    /// Begins behind traces that are all settled.
    mutating func begin(behind ordinals: Range<UInt64>, count: Int) {
        oldest = ordinals.lowerBound
        base = ordinals.upperBound
        settledEnd = ordinals.upperBound
        settledCount = count
    }

    /// Lets go of the traces below `ordinal` of which all spans are in the first `sealedRows` rows of the store.
    mutating func settle(below ordinal: UInt64, sealedRows: UInt64) {
        for (ordinal, entry) in late where entry.newestRow <= sealedRows {
            late[ordinal] = nil
            forget(entry, at: ordinal)
        }
        let first = max(oldest, settledEnd)
        guard ordinal > first else { return }
        let end = min(ordinal, next)
        for ordinal in first..<end {
            let entry = entries[Int(ordinal - base)]
            if entry.spanCount > 0 { settledCount += 1 }
            if entry.newestRow > sealedRows {
                late[ordinal] = entry
            } else {
                forget(entry, at: ordinal)
            }
        }
        settledEnd = end
        entries.removeFirst(Int(end - base))
        base = end
    }

    /// Takes out what finds a trace of the table by its id.
    private mutating func forget(_ entry: Entry, at ordinal: UInt64) {
        ordinals[id(of: entry, at: ordinal)] = nil
        if entry.isText { texts[ordinal] = nil }
    }

    /// The settled traces that began in a segment are gone; spans that come of them later are of traces that go on.
    mutating func forget(tracesBegunIn segment: Segment) {
        let end = segment.firstTrace(withOrdinalFrom: settledEnd)
        let first = segment.firstTrace(withOrdinalFrom: max(segment.header.firstOrdinal, oldest))
        for place in first..<max(first, end) {
            settledCount -= 1
            recent.insert(segment.traceID(at: place))
        }
    }

    /// Drops the traces below `ordinal` and returns how many traces and spans that were.
    mutating func drop(below ordinal: UInt64) -> (traces: Int, spans: Int) {
        guard ordinal > oldest else { return (0, 0) }
        var dropped = (traces: 0, spans: 0)
        let end = min(ordinal, next)
        for (ordinal, entry) in late where ordinal < end {
            late[ordinal] = nil
            forget(entry, at: ordinal)
        }
        for ordinal in max(oldest, settledEnd)..<max(end, settledEnd) {
            let entry = entries[Int(ordinal - base)]
            let id = id(of: entry, at: ordinal)
            forget(entry, at: ordinal)
            guard entry.spanCount > 0 else { continue }
            dropped.traces += 1
            dropped.spans += Int(entry.spanCount)
            recent.insert(id)
        }
        oldest = end
        let gone = Int(max(oldest, base) - base)
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
    var isContinued = false
    /// Spans of the part that is being written, and how many of them were written.
    var chosen = 0
    var written = 0
}
