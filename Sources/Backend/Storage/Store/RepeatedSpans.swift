import TraceAnalysis
import TraceModel

/// Compares spans of a batch with those that the store has, one by one.
struct RepeatedSpans: ~Copyable {
    private let columns: SpanColumns
    private let snapshot: () -> Snapshot
    /// The parts that are closed, once they are needed.
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
        forEachSpan(ofTraceAt: ordinal, newestRow: newestRow, open) { number, spanID in
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
        ofTraceAt ordinal: UInt64,
        newestRow: UInt64,
        _ open: borrowing OpenBlock,
        _ body: (_ number: UInt64, _ spanID: UInt64) -> Void
    ) {
        var number = newestRow
        while number > open.firstRow {
            let row = Int(number - 1 - open.firstRow)
            guard row < open.count else { return }
            body(number, open.spanID(ofRow: row))
            let distance = UInt64(open.distanceToPrevious(ofRow: row))
            guard distance > 0, distance < number else { return }
            number -= distance
        }
        guard number > 0 else { return }
        let closed = closedParts()
        for place in closed.places(ofTraceAt: ordinal, newestRow: number).reversed() {
            closed.forEachSpan(of: place) { number, spanID in body(number + 1, spanID) }
        }
    }

    /// Whether the span in a row of the batch is, in every detail, the one with the store's number `number` − 1, or, since numbers
    /// within a part change when it is sealed, another of the same trace, part and id.
    ///
    /// - Complexity: O(everything that both hold), and in a segment O(its spans of the trace).
    mutating func isRepeated(
        _ row: Int,
        ordinal: UInt64,
        number: UInt64,
        _ open: borrowing OpenBlock
    ) -> Bool {
        if number > open.firstRow {
            let known = Int(number - 1 - open.firstRow)
            if known >= view?.count ?? 0 { view = open.view() }
            guard let view, known < view.count else { return false }
            return isRepeated(row, ordinal: ordinal, known, of: view)
        }
        switch closedParts().part(of: number - 1) {
        case nil: return false
        case .block(let block)?:
            return isRepeated(row, ordinal: ordinal, Int(number - 1 - block.firstRow), of: block)
        case .segment(let stored)?:
            return isRepeated(row, ordinal: ordinal, in: stored.segment)
        }
    }

    private func isRepeated(_ row: Int, ordinal: UInt64, _ known: Int, of block: Block) -> Bool {
        guard block.ordinal(ofRow: known) == ordinal,
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

    private func isRepeated(_ row: Int, ordinal: UInt64, in segment: Segment) -> Bool {
        guard let place = segment.trace(withOrdinal: ordinal) else { return false }
        let span = Span(columns: columns, row: row)
        let rows = segment.rows(ofTraceAt: place)
        for known in rows where segment.spanIDs[known] == columns.spanIDs[row] {
            var builder = TraceBuilder()
            var copy = SegmentCopy(segment)
            let number = known - rows.lowerBound
            copy.append(number..<number + 1, ofTraceAt: place, to: &builder)
            if builder.finish().first?[0].isRepeated(by: span) ?? false { return true }
        }
        return false
    }

    /// What the store had when it was first needed.
    private mutating func closedParts() -> Snapshot {
        if let closed { return closed }
        let taken = snapshot()
        closed = taken
        return taken
    }

    /// Forgets which parts were closed: traces are found from now on that only newer segments know.
    mutating func forgetClosedParts() { closed = nil }

    /// Forgets what was looked at of the open block, which is another one now.
    mutating func startNewBlock() {
        closed = nil
        view = nil
    }
}
