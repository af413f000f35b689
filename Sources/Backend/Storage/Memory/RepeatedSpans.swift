import TraceAnalysis
import TraceModel

/// Compares spans of a batch with those that the store has, one by one.
struct RepeatedSpans: ~Copyable {
    private let columns: SpanColumns
    private let snapshot: () -> Snapshot
    /// Blocks that are closed, once they are needed.
    private var closed: Snapshot?
    /// The open block as far as it was needed.
    private var view: Block?

    /// `snapshot` is asked once at most.
    init(_ columns: SpanColumns, snapshot: @escaping () -> Snapshot) {
        self.columns = columns
        self.snapshot = snapshot
    }

    /// Whether the span in a row of the batch is, in every detail, one of the trace whose newest span has the number
    /// `newestRow` − 1.
    ///
    /// - Complexity: O(spans of the trace).
    mutating func isRepeated(
        _ row: Int,
        ordinal: UInt64,
        newestRow: UInt64,
        _ open: borrowing OpenBlock
    ) -> Bool {
        let wanted = columns.spanIDs[row]
        var same: [UInt64] = []
        forEachSpan(newestRow: newestRow, open) { number, spanID in
            if spanID == wanted { same.append(number) }
        }
        for number in same where isRepeated(row, ordinal: ordinal, number: number, open) {
            return true
        }
        return false
    }

    /// Calls `body` with the numbers + 1 and the ids of a trace's spans, newest first.
    @inline(__always)
    mutating func forEachSpan(
        newestRow: UInt64,
        _ open: borrowing OpenBlock,
        _ body: (_ number: UInt64, _ spanID: UInt64) -> Void
    ) {
        var number = newestRow
        while number > 0 {
            let distance: UInt64
            if number > open.firstRow {
                let row = Int(number - 1 - open.firstRow)
                guard row < open.count else { return }
                body(number, open.spanID(ofRow: row))
                distance = UInt64(open.distanceToPrevious(ofRow: row))
            } else {
                guard let (block, row) = closedPlace(of: number - 1) else { return }
                body(number, block.rows.spanIDs[row])
                distance = UInt64(block.rows.previous[row])
            }
            guard distance > 0, distance < number else { return }
            number -= distance
        }
    }

    /// Whether the span in a row of the batch is, in every detail, the one with the store's number `number` − 1.
    ///
    /// - Complexity: O(everything that both hold).
    mutating func isRepeated(
        _ row: Int,
        ordinal: UInt64,
        number: UInt64,
        _ open: borrowing OpenBlock
    ) -> Bool {
        guard let (block, known) = place(of: number - 1, open),
            block.ordinal(ofRow: known) == ordinal,
            block.rows.spanIDs[known] == columns.spanIDs[row],
            block.rows.starts[known] == columns.starts[row],
            block.rows.ends[known] == columns.ends[row]
        else { return false }
        let span = Span(columns: columns, row: row)
        var builder = TraceBuilder()
        var copy = BlockCopy(block)
        copy.append(known, of: span.traceID, to: &builder)
        return builder.finish().first?[0].isRepeated(by: span) ?? false
    }

    private mutating func place(
        of number: UInt64,
        _ open: borrowing OpenBlock
    ) -> (Block, row: Int)? {
        if number >= open.firstRow {
            let row = Int(number - open.firstRow)
            if row >= view?.count ?? 0 { view = open.view() }
            return view.flatMap { row < $0.count ? ($0, row) : nil }
        }
        return closedPlace(of: number)
    }

    private mutating func closedPlace(of number: UInt64) -> (Block, row: Int)? {
        let blocks = (closed ?? snapshot()).blocks
        if closed == nil { closed = Snapshot(blocks: blocks, oldestOrdinal: 0, nextOrdinal: 0) }
        guard let block = blocks.last(where: { $0.firstRow <= number }) else { return nil }
        let row = Int(number - block.firstRow)
        return row < block.count ? (block, row) : nil
    }

    /// Forgets the open block, which another one has taken the place of.
    mutating func startNewBlock() {
        closed = nil
        view = nil
    }
}
