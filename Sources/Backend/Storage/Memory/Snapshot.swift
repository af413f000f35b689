import TraceModel

/// What a store held at one moment.
struct Snapshot: Sendable {
    /// Oldest first.
    let blocks: [Block]
    /// Rows of traces below this ordinal are evicted, although they may still be in a block.
    let oldestOrdinal: UInt64
    let nextOrdinal: UInt64

    /// Gathers traces into columns of their own.
    struct Gatherer: ~Copyable {
        private let snapshot: Snapshot
        private var builder = TraceBuilder()
        private var copies: [Int: BlockCopy] = [:]
        private var lastBlock = 0

        init(_ snapshot: Snapshot) { self.snapshot = snapshot }

        /// Number of spans that were appended.
        var spanCount: Int { builder.spanCount }
        /// Bytes of what was appended.
        var byteCount: Int { builder.byteCount }

        /// Appends a span of trace `id` by its number in the store; false if its block is gone.
        ///
        /// - Complexity: O(bytes of the span).
        mutating func append(row number: UInt64, of id: TraceID) -> Bool {
            guard let index = snapshot.block(of: number, near: lastBlock) else { return false }
            lastBlock = index
            var copy = copies.removeValue(forKey: index) ?? BlockCopy(snapshot.blocks[index])
            copy.append(Int(number - snapshot.blocks[index].firstRow), of: id, to: &builder)
            copies[index] = copy
            return true
        }

        /// Appends the spans of a trace, in the order they were received.
        ///
        /// - Complexity: O(its spans), wherever they stand.
        mutating func append(_ record: TraceTable.Record) {
            for row in snapshot.rows(endingAt: record.newestRow) {
                _ = append(row: row, of: record.id)
            }
            if record.isContinued { warnOfDeletedSpans(of: record.id) }
        }

        /// Adds to a trace of which spans were appended that earlier ones are missing, and why.
        mutating func warnOfDeletedSpans(of id: TraceID) {
            let text = builder.strings.intern(Snapshot.deletedSpans)
            builder.addWarnings([text], toTrace: id)
        }

        /// The traces in the order they were appended.
        consuming func finish() -> [Trace] { builder.finish() }
    }

    /// What is said of a trace of which the store deleted spans before others came.
    static let deletedSpans =
        "earlier spans of this trace were deleted to make room for newer traces; keep more with --memory"

    /// The place of the block that holds the row with this number, or nil; `near` is where to look first.
    func block(of number: UInt64, near: Int) -> Int? {
        if near < blocks.count, blocks[near].holds(number) { return near }
        var (low, high) = (0, blocks.count)
        while low < high {
            let middle = (low + high) / 2
            if blocks[middle].firstRow + UInt64(blocks[middle].count) <= number {
                low = middle + 1
            } else {
                high = middle
            }
        }
        return low < blocks.count && blocks[low].holds(number) ? low : nil
    }

    /// The numbers of the rows of a trace, oldest first, from that of its newest + 1.
    func rows(endingAt newestRow: UInt64) -> [UInt64] {
        var rows: [UInt64] = []
        var number = newestRow
        var index = blocks.count - 1
        while number > 0, index >= 0 {
            let wanted = number - 1
            while index >= 0, blocks[index].firstRow > wanted { index -= 1 }
            guard index >= 0 else { break }
            let block = blocks[index]
            let row = Int(wanted - block.firstRow)
            guard row < block.count else { break }
            rows.append(wanted)
            let distance = UInt64(block.rows.previous[row])
            number = distance == 0 ? 0 : number - distance
        }
        return rows.reversed()
    }
}

extension Block {
    fileprivate func holds(_ number: UInt64) -> Bool {
        number >= firstRow && number - firstRow < UInt64(count)
    }
}
