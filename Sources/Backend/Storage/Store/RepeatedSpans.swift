import TraceAnalysis
import TraceModel

/// Compares spans of a batch with those that the store has, one by one.
struct RepeatedSpans: ~Copyable {
    private let columns: SpanColumns
    private let snapshot: () -> Snapshot
    /// The parts that are closed, once they are needed.
    private var closed: Snapshot?
    /// Where small traces stand in closed parts, by their ordinals, as far as they were needed.
    private var known: [UInt64: ClosedTrace] = [:]
    private var expected: [ExpectedTrace] = []
    /// The open block as far as it was needed.
    private var view: Block?

    /// A trace that spans of the batch are of.
    struct ExpectedTrace {
        var ordinal: UInt64
        var id: TraceID
        /// The store's number of its newest span + 1.
        var newestRow: UInt64
    }

    /// The spans that a small trace has in closed parts.
    private struct ClosedTrace {
        let id: TraceID
        let places: [TracePlace]
        /// All of them, once one is to be compared; they are few, and of a batch that is sent again all will be.
        var trace: Trace?

        /// Whether one of them has the id of a span of the batch.
        func mayHold(_ spanID: UInt64, _ closed: Snapshot) -> Bool {
            var hasID = false
            for place in places where !hasID {
                closed.forEachSpan(of: place) { hasID = hasID || $1 == spanID }
            }
            return hasID
        }
    }

    /// `snapshot` is asked once at most.
    init(_ columns: SpanColumns, snapshot: @escaping () -> Snapshot) {
        self.columns = columns
        self.snapshot = snapshot
    }

    /// Whether the span in a row of the batch is, in every detail, one of the small trace whose newest span has the number
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
        let closedRow = forEachOpenSpan(newestRow: newestRow, open) { number, spanID in
            if spanID == wanted { same.append(number) }
        }
        for number in same where isRepeated(row, ordinal: ordinal, number: number, open) {
            return true
        }
        return closedRow > 0 && isRepeated(row, ordinal: ordinal, closedRow: closedRow, open)
    }

    /// The same of the spans of a small trace that are in closed parts.
    private mutating func isRepeated(
        _ row: Int,
        ordinal: UInt64,
        closedRow: UInt64,
        _ open: borrowing OpenBlock
    ) -> Bool {
        let closed = closedParts()
        let span = Span(columns: columns, row: row)
        find(ordinal, span.traceID, closedRow: closedRow, closed)
        guard let trace = known[ordinal], trace.mayHold(columns.spanIDs[row], closed) else {
            return false
        }
        if trace.trace == nil { gather(ordinal, closed, open) }
        let spans = known[ordinal]?.trace?.spans
        return spans?.contains { $0.id == span.id && $0.isRepeated(by: span) } ?? false
    }

    /// Finds where a trace stands in closed parts.
    private mutating func find(
        _ ordinal: UInt64,
        _ id: TraceID,
        closedRow: UInt64,
        _ closed: Snapshot
    ) {
        guard known[ordinal] == nil else { return }
        let places = closed.places(ofTraceAt: ordinal, id: id, newestRow: closedRow)
        known[ordinal] = ClosedTrace(id: id, places: places)
    }

    /// Gathers a trace, and the others that are expected: of a batch that is sent again all will be asked for, and together it is less
    /// work.
    private mutating func gather(
        _ wanted: UInt64,
        _ closed: Snapshot,
        _ open: borrowing OpenBlock
    ) {
        var gatherer = Snapshot.Gatherer(closed)
        var gathered: [TraceID: UInt64] = [:]
        append(wanted, to: &gatherer, &gathered)
        for expected in expected where gatherer.byteCount < Self.mostGathered {
            let row = forEachOpenSpan(newestRow: expected.newestRow, open) { _, _ in }
            guard row > 0 else { continue }
            find(expected.ordinal, expected.id, closedRow: row, closed)
            append(expected.ordinal, to: &gatherer, &gathered)
        }
        for trace in gatherer.finish() {
            if let ordinal = gathered[trace.id] { known[ordinal]?.trace = trace }
        }
    }

    private func append(
        _ ordinal: UInt64,
        to gatherer: inout Snapshot.Gatherer,
        _ gathered: inout [TraceID: UInt64]
    ) {
        guard let trace = known[ordinal], trace.trace == nil, gathered[trace.id] == nil else {
            return
        }
        gathered[trace.id] = ordinal
        for place in trace.places { _ = gatherer.append(0..<place.count, of: place, trace.id) }
    }

    /// Says which small traces, that the store has spans of, the next rows are of.
    mutating func expect(_ traces: [ExpectedTrace]) { expected = traces }

    /// Bytes from which on no more traces are gathered at once.
    private static let mostGathered = 4 << 20

    /// Calls `body` with the numbers + 1 and the ids of a trace's spans, newest first.
    @inline(__always)
    mutating func forEachSpan(
        ofTraceAt ordinal: UInt64,
        id: TraceID,
        newestRow: UInt64,
        _ open: borrowing OpenBlock,
        _ body: (_ number: UInt64, _ spanID: UInt64) -> Void
    ) {
        let number = forEachOpenSpan(newestRow: newestRow, open, body)
        guard number > 0 else { return }
        let closed = closedParts()
        let places = closed.places(ofTraceAt: ordinal, id: id, newestRow: number)
        for place in places.reversed() {
            closed.forEachSpan(of: place) { number, spanID in body(number + 1, spanID) }
        }
    }

    /// Does so with the spans of the open block; returns the number of the newest of the others + 1, 0 if there is none.
    @inline(__always)
    private func forEachOpenSpan(
        newestRow: UInt64,
        _ open: borrowing OpenBlock,
        _ body: (_ number: UInt64, _ spanID: UInt64) -> Void
    ) -> UInt64 {
        var number = newestRow
        while number > open.firstRow {
            let row = Int(number - 1 - open.firstRow)
            guard row < open.count else { return 0 }
            body(number, open.spanID(ofRow: row))
            let distance = UInt64(open.distanceToPrevious(ofRow: row))
            guard distance > 0, distance < number else { return 0 }
            number -= distance
        }
        return number
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
    mutating func forgetClosedParts() {
        closed = nil
        known = [:]
    }

    /// Forgets what was looked at of the open block, which is another one now.
    mutating func startNewBlock() {
        forgetClosedParts()
        view = nil
    }
}
