import TraceModel

/// The block that spans are being written to: up to 65,536 of them as columns.
///
/// Everything that repeats is stored once, and rows refer to it by index: texts, attributes, resources, scopes,
/// operations. A row takes 49 bytes, and 4 per attribute. Only one writer may hold it; readers get a ``Block``.
struct OpenBlock: ~Copyable {
    static let mostRows = 65_536

    /// The store's number of row 0.
    let firstRow: UInt64
    /// The ordinal of the first trace that begins in this block or a later one.
    let firstOrdinal: UInt64

    var strings = BlockStrings()
    var attributes = BlockAttributes()
    var resources = WordLists()
    var scopes = WordLists()
    var operations = WordLists()
    var details = WordLists()

    private var traceTable = BlockTraces()
    /// The trace of a row, as a place in `traceTable`.
    private var traces = GrowingColumn<UInt16>()
    /// How many rows earlier in the store the trace's previous span is; 0 if it is the first.
    private var previous = GrowingColumn<UInt32>()
    private var spanIDs = GrowingColumn<UInt64>()
    private var parentIDs = GrowingColumn<UInt64>()
    private var starts = GrowingColumn<UInt64>()
    private var ends = GrowingColumn<UInt64>()
    private var operationIndexes = GrowingColumn<UInt16>()
    private var resourceIndexes = GrowingColumn<UInt16>()
    private var detailIndexes = GrowingColumn<UInt16>()
    private var outcomes = GrowingColumn<UInt8>()
    private var attributeEnds = GrowingColumn<UInt32>()

    /// Attributes of the rows, one after another.
    private var rowAttributes = GrowingColumn<AttributeIndex>()
    private var eventRuns = SparseRuns()
    private var events = GrowingColumn<EventRecord>()
    private var linkRuns = SparseRuns()
    private var links = GrowingColumn<LinkRecord>()
    /// Attributes of events, one after another; and of links.
    private var eventAttributes = GrowingColumn<AttributeIndex>()
    private var linkAttributes = GrowingColumn<AttributeIndex>()
    private var warningRuns = SparseRuns()
    private var warnings = GrowingColumn<StringIndex>()
    private var idTexts = GrowingColumn<IDTextRecord>()

    private var earliestStart = UInt64.max
    private var latestStart: UInt64 = 0

    init(firstRow: UInt64, firstOrdinal: UInt64) {
        self.firstRow = firstRow
        self.firstOrdinal = firstOrdinal
    }

    var count: Int { spanIDs.count }

    func spanID(ofRow row: Int) -> UInt64 { spanIDs[row] }

    /// The trace of a row, as its place among those of the block.
    func trace(ofRow row: Int) -> Int { Int(traces[row]) }

    /// How many rows earlier in the store the trace's previous span is; 0 if it is the first.
    func distanceToPrevious(ofRow row: Int) -> UInt32 { previous[row] }

    /// Bytes in use, roughly, without slack; they decide when the block is full.
    var usedBytes: Int {
        let rows =
            spanIDs.count * 49 + traceTable.usedBytes
            + (rowAttributes.count + eventAttributes.count) * 4
        let parts = (events.count + links.count) * 40 + linkAttributes.count * 4
        let tables = strings.usedBytes + attributes.usedBytes + resources.usedBytes
        return rows + parts + tables + scopes.usedBytes + operations.usedBytes + details.usedBytes
    }

    /// What a row holds apart from attributes, events, links and warnings.
    struct Row {
        /// As returned by ``beginTrace(_:ordinal:)``.
        var trace: Int
        var previous: UInt32
        var spanID: UInt64
        var parentID: UInt64
        var start: UInt64
        var end: UInt64
        var operation: Int
        var resource: Int
        var detail: Int
        var outcome: Outcome
    }

    /// Adds a trace of which no span is in the block yet, and returns its place.
    ///
    /// A block has no more traces than rows, so 16 bits can tell them apart.
    mutating func beginTrace(_ id: TraceID, ordinal: UInt64) -> Int {
        let text = id.text.map { intern($0.written) } ?? 0
        let offset = Int64(bitPattern: ordinal &- firstOrdinal)
        traceTable.append(id, ordinal: Int32(truncatingIfNeeded: offset), text: text)
        return traceTable.count - 1
    }

    /// Keeps the ids of the next row, or of its parent, as texts.
    mutating func append(idTexts texts: SpanIDTexts) {
        idTexts.append(
            IDTextRecord(
                row: UInt32(count),
                own: texts.own.map { intern($0.written) } ?? 0,
                parent: texts.parent.map { intern($0.written) } ?? 0
            )
        )
    }

    /// The index of a text that no table of a batch has.
    mutating func intern(_ text: String) -> StringIndex {
        var text = text
        return text.withUTF8 { strings.intern(UnsafeRawBufferPointer($0)) }
    }

    mutating func append(attribute: AttributeIndex) { rowAttributes.append(attribute) }

    mutating func append(event: borrowing EventRecord) { events.append(copy event) }
    mutating func append(eventAttribute: AttributeIndex) { eventAttributes.append(eventAttribute) }
    mutating func append(link: borrowing LinkRecord) { links.append(copy link) }
    mutating func append(linkAttribute: AttributeIndex) { linkAttributes.append(linkAttribute) }
    mutating func append(warning: StringIndex) { warnings.append(warning) }

    var eventAttributeCount: UInt32 { UInt32(eventAttributes.count) }
    var linkAttributeCount: UInt32 { UInt32(linkAttributes.count) }

    /// Ends the row whose attributes, events, links and warnings were appended since the last one.
    ///
    /// There are at most as many distinct resources, operations and details as rows, so 16 bits can index them.
    mutating func endRow(_ row: Row) {
        let index = spanIDs.count
        traces.append(UInt16(row.trace))
        previous.append(row.previous)
        spanIDs.append(row.spanID)
        parentIDs.append(row.parentID)
        starts.append(row.start)
        ends.append(row.end)
        operationIndexes.append(UInt16(row.operation))
        resourceIndexes.append(UInt16(row.resource))
        detailIndexes.append(UInt16(row.detail))
        outcomes.append(row.outcome.bits)
        attributeEnds.append(UInt32(rowAttributes.count))
        if events.count > eventsEnded {
            eventRuns.append(row: index, end: events.count)
            eventsEnded = events.count
        }
        if links.count > linksEnded {
            linkRuns.append(row: index, end: links.count)
            linksEnded = links.count
        }
        if warnings.count > warningsEnded {
            warningRuns.append(row: index, end: warnings.count)
            warningsEnded = warnings.count
        }
        earliestStart = min(earliestStart, row.start)
        latestStart = max(latestStart, row.start)
    }

    private var eventsEnded = 0
    private var linksEnded = 0
    private var warningsEnded = 0

    /// The block as it is now, for readers; the writer goes on behind it.
    func view() -> Block {
        let rows = BlockRows(
            traces: traces.view(),
            previous: previous.view(),
            spanIDs: spanIDs.view(),
            parentIDs: parentIDs.view(),
            starts: starts.view(),
            ends: ends.view(),
            operations: operationIndexes.view(),
            resources: resourceIndexes.view(),
            details: detailIndexes.view(),
            outcomes: outcomes.view(),
            attributeEnds: attributeEnds.view(),
            attributes: rowAttributes.view()
        )
        let parts = BlockParts(
            eventRuns: eventRuns.view(),
            events: events.view(),
            eventAttributes: eventAttributes.view(),
            linkRuns: linkRuns.view(),
            links: links.view(),
            linkAttributes: linkAttributes.view(),
            warningRuns: warningRuns.view(),
            warnings: warnings.view(),
            idTexts: idTexts.view()
        )
        let tables = strings.heldTableBytes + attributes.heldTableBytes
        return Block(
            firstRow: firstRow,
            firstOrdinal: firstOrdinal,
            startTimes: (earliestStart, latestStart),
            traces: traceTable.view(),
            strings: strings.view(),
            attributes: attributes.view(),
            resources: resources.view(),
            scopes: scopes.view(),
            operations: operations.view(),
            details: details.view(),
            rows: rows,
            parts: parts,
            hashTableBytes: tables
        )
    }
}
