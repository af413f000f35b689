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
