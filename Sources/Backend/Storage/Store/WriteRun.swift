import Synchronization
import TraceModel

/// The writing of one batch, part by part: as many rows at a time as the open block has room for.
struct WriteRun: ~Copyable {
    /// Rows between two checks of the block's size.
    private static let stride = 512
    /// Spans of a trace that are looked through for one that comes again.
    private static let mostLookedThrough = 32

    private let columns: SpanColumns
    private let seed = SeededHash.processSeed
    private let largestSpan: Int
    private var sizes: SpanSizes
    /// The trace of the batch whose id is zero.
    private let nameless: Int?
    private var translation: BatchTranslation
    private var nextRow = 0
    private var refused = 0
    private var refusal: String?
    private var repeated: RepeatedSpans
    /// Spans of the part that were written, and those that the store had already.
    private var written = 0
    private var repeatedCount = 0
    /// What ``RecentSpans/fetch(_:)`` gave, which is kept so that it is done.
    private var fetched: UInt64 = 0

    /// Rows of the batch that make up the current part.
    private var part: [Int] = []
    /// The traces of the batch, of which those of the part are up to date; and these by their places.
    private var traces: [TraceGrowth]
    private var partTraces: [Int] = []

    /// `snapshot` gives what the store holds, for comparing spans that come once more.
    init(_ columns: SpanColumns, largestSpan: Int, snapshot: @escaping () -> Snapshot) {
        self.columns = columns
        self.largestSpan = largestSpan
        sizes = SpanSizes(columns)
        nameless = columns.traceIDs.firstIndex { $0.isZero }
        translation = BatchTranslation(columns)
        repeated = RepeatedSpans(columns, snapshot: snapshot)
        traces = Array(repeating: TraceGrowth(), count: columns.traceIDs.count)
    }

    /// What became of the batch.
    var receipt: WriteReceipt {
        WriteReceipt(
            storedSpans: columns.count - refused,
            refusedSpans: refused,
            refusal: refusal
        )
    }

    /// Whether all rows were chosen.
    var isAtEnd: Bool { nextRow >= columns.count }

    /// Chooses the rows to write next; false when none are left.
    mutating func choosePart(in open: inout OpenBlock, blockBytes: Int) -> Bool {
        part.removeAll(keepingCapacity: true)
        partTraces.removeAll(keepingCapacity: true)
        let room = min(Self.stride, OpenBlock.mostRows - open.count)
        var bytes = 0
        while nextRow < columns.count, part.count < room, bytes < blockBytes {
            let row = nextRow
            nextRow += 1
            let trace = Int(columns.traceIndexes[row])
            if trace == nameless {
                refuse("spans of the all-zero trace id, which names no trace")
                continue
            }
            if sizes.mayExceed(largestSpan, row) {
                let size = sizes.bytes(ofRow: row)
                if size > largestSpan {
                    refuse("a span of \(size) bytes, more than the \(largestSpan) that fit")
                    continue
                }
                bytes += size
            }
            if traces[trace].chosen == 0 { partTraces.append(trace) }
            traces[trace].chosen += 1
            part.append(row)
        }
        return !part.isEmpty
    }

    private mutating func refuse(_ reason: String) {
        refused += 1
        refusal = refusal ?? "refused: " + reason
    }

    /// Finds the part's traces in the store, or gives them ordinals.
    mutating func resolveTraces(in state: borrowing Mutex<StoreState>) {
        findTraces(in: state)
        let known = partTraces.filter {
            traces[$0].newestRow > 0 && traces[$0].spanCount < Self.mostLookedThrough
        }
        repeated.expect(
            known.map {
                RepeatedSpans.ExpectedTrace(
                    ordinal: traces[$0].ordinal,
                    id: columns.traceIDs[$0],
                    newestRow: traces[$0].newestRow
                )
            }
        )
    }

    private mutating func findTraces(in state: borrowing Mutex<StoreState>) {
        let (unknown, snapshot) = state.withLock { state -> ([Int], Snapshot?) in
            var unknown: [Int] = []
            for trace in partTraces {
                if let growth = state.traces.growth(of: columns.traceIDs[trace]) {
                    traces[trace] = growth
                } else {
                    unknown.append(trace)
                }
            }
            guard state.traces.settled.isEmpty else { return (unknown, state.snapshot) }
            for trace in unknown {
                traces[trace] = state.traces.addGrowth(
                    of: columns.traceIDs[trace],
                    settled: nil
                )
            }
            return ([], nil)
        }
        guard !unknown.isEmpty, let snapshot else { return }
        // Nobody else adds traces meanwhile, and segments are asked when nobody waits for the lock.
        let settled = unknown.map { snapshot.settledTrace(columns.traceIDs[$0]) }
        // Such a trace is known by where its segments end, and may not be looked for where these are blocks yet.
        if settled.contains(where: { $0 != nil }) { repeated.forgetClosedParts() }
        state.withLock { state in
            for (trace, settled) in zip(unknown, settled) {
                traces[trace] = state.traces.addGrowth(
                    of: columns.traceIDs[trace],
                    settled: settled
                )
            }
        }
    }

    /// Writes the part, but for spans that the store has already.
    mutating func append(to open: inout OpenBlock, _ recent: inout RecentSpans) {
        written = 0
        repeatedCount = 0
        fetch(recent)
        for row in part {
            var trace = traces[Int(columns.traceIndexes[row])]
            let number = open.firstRow + UInt64(open.count) + 1
            if isKnown(row, number: number, of: &trace, open, &recent) {
                repeatedCount += 1
            } else {
                written += 1
                let newest = trace.newestRow
                let place =
                    newest > open.firstRow
                    ? open.trace(ofRow: Int(newest - 1 - open.firstRow))
                    : open.beginTrace(
                        columns.traceIDs[Int(columns.traceIndexes[row])],
                        ordinal: trace.ordinal
                    )
                translation.append(
                    row,
                    trace: place,
                    previous: newest == 0 ? 0 : UInt32(truncatingIfNeeded: number - newest),
                    to: &open
                )
                trace.newestRow = number
                trace.spanCount &+= 1
                trace.written += 1
            }
            traces[Int(columns.traceIndexes[row])] = trace
        }
    }

    /// Waits for the memory of ``RecentSpans`` once for all spans that will be looked for there.
    private mutating func fetch(_ recent: borrowing RecentSpans) {
        for row in part {
            let trace = Int(columns.traceIndexes[row])
            guard traces[trace].isLarge else { continue }
            fetched ^= recent.fetch(
                recent.hash(ordinal: traces[trace].ordinal, spanID: columns.spanIDs[row])
            )
        }
    }

    /// Whether the store has a span already; if not it is entered as the one with `number`, the store's number of it + 1.
    ///
    /// The spans of small traces are looked through where their ids are not new; those of large ones stand in ``RecentSpans``.
    @inline(__always)
    private mutating func isKnown(
        _ row: Int,
        number: UInt64,
        of trace: inout TraceGrowth,
        _ open: borrowing OpenBlock,
        _ recent: inout RecentSpans
    ) -> Bool {
        let spanID = columns.spanIDs[row]
        if trace.spanCount < Self.mostLookedThrough {
            guard trace.filter.insert(spanID, seed: seed) else { return false }
            let newest = trace.newestRow
            return repeated.isRepeated(row, ordinal: trace.ordinal, newestRow: newest, open)
        }
        let ordinal = trace.ordinal
        if !trace.isLarge {
            trace.isLarge = true
            let newest = trace.newestRow
            let id = columns.traceIDs[Int(columns.traceIndexes[row])]
            repeated.forEachSpan(
                ofTraceAt: ordinal,
                id: id,
                newestRow: newest,
                open
            ) { number, spanID in
                recent.enter(hash: recent.hash(ordinal: ordinal, spanID: spanID), number: number)
            }
        }
        return recent.isKnown(hash: recent.hash(ordinal: ordinal, spanID: spanID), number: number) {
            repeated.isRepeated(row, ordinal: ordinal, number: $0, open)
        }
    }

    /// Adds the part to the table of traces.
    mutating func note(in state: inout StoreState) {
        state.counts.storedSpans += written
        state.counts.repeatedSpans += repeatedCount
        for trace in partTraces {
            if !state.traces.take(traces[trace], of: columns.traceIDs[trace]) {
                state.counts.evictedSpans += traces[trace].written
            }
            traces[trace].chosen = 0
        }
    }

    /// The ordinals of the part's traces.
    var touchedOrdinals: [UInt64] { partTraces.map { traces[$0].ordinal } }

    /// Operations that are new to the open block.
    mutating func takeNewOperations(of block: Block) -> [(service: String, operation: Operation)] {
        translation.takeNewOperations().map { block.operation(at: $0) }
    }

    /// Forgets what was translated: the next part goes into another block.
    mutating func startNewBlock() {
        translation = BatchTranslation(columns)
        repeated.startNewBlock()
    }
}
