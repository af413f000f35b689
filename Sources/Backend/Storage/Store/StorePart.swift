import TraceModel

/// Spans that the store took one after the other: a block of the head, or a segment that one was sealed into.
enum StorePart: Sendable {
    case block(Block)
    case segment(StoredSegment)

    /// The store's number of the first span.
    var firstRow: UInt64 {
        switch self {
        case .block(let block): block.firstRow
        case .segment(let stored): stored.firstRow
        }
    }

    /// Number of spans.
    var count: Int {
        switch self {
        case .block(let block): block.count
        case .segment(let stored): stored.segment.count
        }
    }

    /// Traces that begin in an earlier part have ordinals below this, all others here not.
    var firstOrdinal: UInt64 {
        switch self {
        case .block(let block): block.firstOrdinal
        case .segment(let stored): stored.segment.header.firstOrdinal
        }
    }

    var heldBytes: Int {
        switch self {
        case .block(let block): block.heldBytes
        case .segment(let stored): stored.heldBytes
        }
    }

    func holds(_ number: UInt64) -> Bool {
        number >= firstRow && number - firstRow < UInt64(count)
    }

    /// How many spans are of traces from an ordinal on.
    func spanCount(from oldest: UInt64) -> Int {
        switch self {
        case .block(let block): (0..<block.count).count { block.ordinal(ofRow: $0) >= oldest }
        case .segment(let stored): stored.segment.spanCount(from: oldest)
        }
    }

    var operationCount: Int {
        switch self {
        case .block(let block): block.operations.count
        case .segment(let stored): stored.segment.operationCount
        }
    }

    /// The service and operation at a place of the table, which is the same of a block and of its segment.
    func operation(at place: Int) -> (service: String, operation: Operation) {
        switch self {
        case .block(let block): block.operation(at: place)
        case .segment(let stored): stored.segment.operation(at: place)
        }
    }

    /// Which operations spans of traces from an ordinal on have.
    func usedOperations(from oldest: UInt64) -> [Bool] {
        var isUsed = [Bool](repeating: false, count: operationCount)
        forEachSpan(from: oldest, of: isUsed.map { _ in true }) { isUsed[$0.operation] = true }
        return isUsed
    }

    /// Calls `body` with the ordinals of traces from `oldest` on that a query may find here; the same one more than once.
    func forEachMatch(_ query: TraceQuery, from oldest: UInt64, _ body: (UInt64) -> Void) {
        switch self {
        case .block(let block):
            BlockFilter(query, in: block)?.forEachMatch(from: oldest, body)
        case .segment(let stored):
            SegmentFilter(query, in: stored.segment)?.forEachMatch(from: oldest, body)
        }
    }

    /// Whether a span here may end after a time; false is certain, and cheap.
    func mayHoldEnds(after opening: UInt64) -> Bool {
        switch self {
        case .block: true
        case .segment(let stored): stored.segment.header.latestEnd > opening
        }
    }

    /// What figures need of a span.
    struct BriefSpan {
        /// A place in the part's table.
        var operation: Int
        var start: UInt64
        var end: UInt64
        var isError: Bool
    }

    /// Calls `body` with every span of traces from an ordinal on whose operation, a place in the part's table, is wanted.
    @inline(__always)
    func forEachSpan(from oldest: UInt64, of isWanted: [Bool], _ body: (BriefSpan) -> Void) {
        switch self {
        case .block(let block):
            let rows = block.rows
            for row in 0..<block.count where block.ordinal(ofRow: row) >= oldest {
                let operation = Int(rows.operations[row])
                guard isWanted[operation] else { continue }
                body(
                    BriefSpan(
                        operation: operation,
                        start: rows.starts[row],
                        end: rows.ends[row],
                        isError: Outcome(bits: rows.outcomes[row]).isError
                    )
                )
            }
        case .segment(let stored): stored.segment.forEachSpan(from: oldest, of: isWanted, body)
        }
    }
}

extension Segment {
    /// Calls `body` with every span of traces from an ordinal on whose operation is wanted.
    @inline(__always)
    fileprivate func forEachSpan(
        from oldest: UInt64,
        of isWanted: [Bool],
        _ body: (StorePart.BriefSpan) -> Void
    ) {
        let passesOver = templates(without: isWanted)
        for place in firstTrace(withOrdinalFrom: oldest)..<traceCount {
            let rows = rows(ofTraceAt: place)
            guard !rows.isEmpty else { continue }
            var cursor = RowCursor(self, at: rows.lowerBound)
            while cursor.row < rows.upperBound {
                let template = Int(rowTemplates[cursor.row])
                guard template < passesOver.count, !passesOver[template] else {
                    cursor.skip()
                    continue
                }
                let row = cursor.read(base: traceBases[place])
                guard row.operation < isWanted.count, isWanted[row.operation] else { continue }
                body(
                    StorePart.BriefSpan(
                        operation: row.operation,
                        start: row.start,
                        end: row.end,
                        isError: row.template.outcome.isError
                    )
                )
            }
        }
    }

    /// Which templates say that their rows are of an operation that is not wanted.
    private func templates(without isWanted: [Bool]) -> [Bool] {
        (0..<templateCount).map { index in
            guard operationField.kind == .template else { return false }
            let operation = SegmentTemplate(templates, index).operation
            return operation >= isWanted.count || !isWanted[operation]
        }
    }
}

/// A segment, and where it stands in the store.
struct StoredSegment: Sendable {
    let segment: Segment
    let firstRow: UInt64
    /// Its number in the folder; nil in memory.
    let number: Int?
    /// Which of its operations are listed.
    let listing: OperationCatalogue.Listing
    let tally: KeptTally
    /// Bytes of memory: what is mapped is none.
    let heldBytes: Int

    /// What a segment takes beside its bytes.
    private static let object = 2048

    /// A segment whose spans are numbered from `firstRow` on; its tally is counted as memory if it is made already.
    init(
        segment: Segment,
        firstRow: UInt64,
        number: Int?,
        listing: OperationCatalogue.Listing,
        tally: KeptTally
    ) {
        self.segment = segment
        self.firstRow = firstRow
        self.number = number
        self.listing = listing
        self.tally = tally
        let mapped = number == nil ? Int(segment.header.byteCount) : 0
        heldBytes = mapped + Self.object + tally.heldBytes
    }

    /// Bytes that are mapped.
    var mappedBytes: Int { number == nil ? 0 : Int(segment.header.byteCount) }

    /// The store's number of the row behind its last.
    var endRow: UInt64 { firstRow + UInt64(segment.count) }
}
