import TraceModel

/// The writing of one batch, part by part: as many rows at a time as the open block has room for.
struct WriteRun: ~Copyable {
    private static let noOrdinal = UInt64.max
    /// Rows between two checks of the block's size.
    private static let stride = 512

    private let columns: SpanColumns
    private let largestSpan: Int
    private let sizes: SpanSizes
    private var translation: BatchTranslation
    private var nextRow = 0
    private var refused = 0
    private var refusal: String?
    private var repeated: RepeatedSpans
    /// Spans of the part that were written, and those that the store had already.
    private var written = 0
    private var repeatedCount = 0
    /// Of the spans of the part, for ``RecentSpans``; and what fetching them gave, which is kept so that it is done.
    private var hashes: [UInt64] = []
    private var fetched: UInt64 = 0

    /// Rows of the batch that make up the current part.
    private var part: [Int] = []
    /// Of each trace of the part, by its place in the batch: ordinal, newest row + 1 and spans in this part.
    private var ordinals: [UInt64]
    private var newestRows: [UInt64]
    private var spanCounts: [Int]
    private var partTraces: [Int] = []

    /// `snapshot` gives what the store holds, for comparing spans that come once more.
    init(_ columns: SpanColumns, largestSpan: Int, snapshot: @escaping () -> Snapshot) {
        self.columns = columns
        self.largestSpan = largestSpan
        sizes = SpanSizes(columns)
        translation = BatchTranslation(columns)
        repeated = RepeatedSpans(columns, snapshot: snapshot)
        ordinals = Array(repeating: Self.noOrdinal, count: columns.traceIDs.count)
        newestRows = Array(repeating: 0, count: columns.traceIDs.count)
        spanCounts = Array(repeating: 0, count: columns.traceIDs.count)
    }

    /// What became of the batch.
    var receipt: WriteReceipt {
        WriteReceipt(
            storedSpans: columns.count - refused,
            refusedSpans: refused,
            refusal: refusal
        )
    }

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
            if columns.traceIDs[trace].isZero {
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
            if spanCounts[trace] == 0 { partTraces.append(trace) }
            spanCounts[trace] += 1
            part.append(row)
        }
        return !part.isEmpty
    }

    private mutating func refuse(_ reason: String) {
        refused += 1
        refusal = refusal ?? "refused: " + reason
    }

    /// Finds or gives the ordinals of the part's traces.
    mutating func resolveTraces(_ traces: inout TraceTable) {
        for trace in partTraces {
            let ordinal = traces.ordinal(of: columns.traceIDs[trace])
            ordinals[trace] = ordinal
            newestRows[trace] = traces.newestRow(at: ordinal)
        }
    }

    /// Writes the part, but for spans that the store has already.
    mutating func append(to open: inout OpenBlock, _ recent: inout RecentSpans) {
        written = 0
        repeatedCount = 0
        hashes.removeAll(keepingCapacity: true)
        for row in part {
            let ordinal = ordinals[Int(columns.traceIndexes[row])]
            hashes.append(recent.hash(ordinal: ordinal, spanID: columns.spanIDs[row]))
        }
        fetched = recent.fetch(hashes)
        for (place, row) in part.enumerated() {
            let trace = Int(columns.traceIndexes[row])
            let number = open.firstRow + UInt64(open.count) + 1
            let newest = newestRows[trace]
            let ordinal = ordinals[trace]
            let isKnown = recent.isKnown(hash: hashes[place], number: number) { known in
                repeated.isRepeated(row, ordinal: ordinal, number: known, open)
            }
            if isKnown {
                spanCounts[trace] -= 1
                repeatedCount += 1
                continue
            }
            written += 1
            let offset = Int64(bitPattern: ordinal &- open.firstOrdinal)
            translation.append(
                row,
                trace: Int32(truncatingIfNeeded: offset),
                previous: newest == 0 ? 0 : UInt32(truncatingIfNeeded: number - newest),
                to: &open
            )
            newestRows[trace] = number
        }
    }

    /// Adds the part to the table of traces.
    mutating func note(in state: inout StoreState) {
        state.counts.storedSpans += written
        state.counts.repeatedSpans += repeatedCount
        for trace in partTraces {
            let isHeld = state.traces.add(
                spans: spanCounts[trace],
                newestRow: newestRows[trace],
                to: ordinals[trace]
            )
            if !isHeld { state.counts.evictedSpans += spanCounts[trace] }
            spanCounts[trace] = 0
        }
    }

    /// The ordinals of the part's traces.
    var touchedOrdinals: [UInt64] { partTraces.map { ordinals[$0] } }

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
