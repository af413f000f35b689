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

        init(_ snapshot: Snapshot) { self.snapshot = snapshot }

        /// Appends the spans of a trace, in the order they were received.
        ///
        /// - Complexity: O(its spans), wherever they stand.
        mutating func append(_ record: TraceTable.Record) {
            for (index, row) in snapshot.rows(endingAt: record.newestRow) {
                var copy = copies.removeValue(forKey: index) ?? BlockCopy(snapshot.blocks[index])
                copy.append(row, of: record.id, to: &builder)
                copies[index] = copy
            }
        }

        /// The traces in the order they were appended.
        consuming func finish() -> [Trace] { builder.finish() }
    }

    /// The rows of a trace, oldest first, as block and row, from the store's number of its newest + 1.
    func rows(endingAt newestRow: UInt64) -> [(block: Int, row: Int)] {
        var rows: [(block: Int, row: Int)] = []
        var number = newestRow
        var index = blocks.count - 1
        while number > 0, index >= 0 {
            let wanted = number - 1
            while index >= 0, blocks[index].firstRow > wanted { index -= 1 }
            guard index >= 0 else { break }
            let block = blocks[index]
            let row = Int(wanted - block.firstRow)
            guard row < block.count else { break }
            rows.append((index, row))
            let distance = UInt64(block.rows.previous[row])
            number = distance == 0 ? 0 : number - distance
        }
        return rows.reversed()
    }
}
