import TraceModel

/// Spans as columns that no longer change: a closed block, or the open one at some moment.
///
/// Immutable, so a search can hold any number of blocks while spans come in.
final class Block: Sendable {
    let firstRow: UInt64
    let firstOrdinal: UInt64
    /// Earliest and latest start of a row.
    let startTimes: (earliest: UInt64, latest: UInt64)
    let traces: BlockTracesView
    let strings: StringsView
    let attributes: AttributesView
    let resources: WordListsView
    let scopes: WordListsView
    let operations: WordListsView
    let details: WordListsView
    let rows: BlockRows
    let parts: BlockParts
    /// Bytes of memory held, slack and hash tables included.
    let heldBytes: Int

    init(
        firstRow: UInt64,
        firstOrdinal: UInt64,
        startTimes: (earliest: UInt64, latest: UInt64),
        traces: BlockTracesView,
        strings: StringsView,
        attributes: AttributesView,
        resources: WordListsView,
        scopes: WordListsView,
        operations: WordListsView,
        details: WordListsView,
        rows: BlockRows,
        parts: BlockParts,
        hashTableBytes: Int
    ) {
        self.firstRow = firstRow
        self.firstOrdinal = firstOrdinal
        self.startTimes = startTimes
        self.traces = traces
        self.strings = strings
        self.attributes = attributes
        self.resources = resources
        self.scopes = scopes
        self.operations = operations
        self.details = details
        self.rows = rows
        self.parts = parts
        let lists =
            resources.heldBytes + scopes.heldBytes + operations.heldBytes + details.heldBytes
        heldBytes =
            traces.heldBytes + strings.heldBytes + attributes.heldBytes + lists + rows.heldBytes
            + parts.heldBytes
            + hashTableBytes
    }

    /// Number of spans.
    var count: Int { rows.spanIDs.count }

    /// The ordinal of the trace that a row belongs to.
    @inline(__always)
    func ordinal(ofRow row: Int) -> UInt64 {
        firstOrdinal &+ UInt64(bitPattern: Int64(traces.ordinals[Int(rows.traces[row])]))
    }

    /// The service of a row, as an index of `strings`.
    func service(ofRow row: Int) -> StringIndex {
        operations.word(ListPlace.Operation.service, ofList: Int(rows.operations[row]))
    }
}

/// The columns that have a value in every row.
struct BlockRows: Sendable {
    /// Places in the block's table of traces.
    let traces: ColumnView<UInt16>
    let previous: ColumnView<UInt32>
    let spanIDs: ColumnView<UInt64>
    let parentIDs: ColumnView<UInt64>
    let starts: ColumnView<UInt64>
    let ends: ColumnView<UInt64>
    let operations: ColumnView<UInt16>
    let resources: ColumnView<UInt16>
    let details: ColumnView<UInt16>
    let outcomes: ColumnView<UInt8>
    let attributeEnds: ColumnView<UInt32>
    let attributes: ColumnView<AttributeIndex>

    var heldBytes: Int {
        let wide =
            traces.heldBytes + previous.heldBytes + spanIDs.heldBytes + parentIDs.heldBytes
            + starts.heldBytes + ends.heldBytes
        let narrow =
            operations.heldBytes + resources.heldBytes + details.heldBytes + outcomes.heldBytes
        return wide + narrow + attributeEnds.heldBytes + attributes.heldBytes
    }

    /// The places in `attributes` of a row's own.
    @inline(__always)
    func attributeRange(ofRow row: Int) -> Range<Int> {
        (row == 0 ? 0 : Int(attributeEnds[row - 1]))..<Int(attributeEnds[row])
    }
}

/// What only some rows have: events, links, warnings, and ids that are texts.
struct BlockParts: Sendable {
    let eventRuns: SparseRunsView
    let events: ColumnView<EventRecord>
    let eventAttributes: ColumnView<AttributeIndex>
    let linkRuns: SparseRunsView
    let links: ColumnView<LinkRecord>
    let linkAttributes: ColumnView<AttributeIndex>
    let warningRuns: SparseRunsView
    let warnings: ColumnView<StringIndex>
    /// In the order of their rows.
    let idTexts: ColumnView<IDTextRecord>

    var heldBytes: Int {
        let runs = eventRuns.heldBytes + linkRuns.heldBytes + warningRuns.heldBytes
        let attributes = eventAttributes.heldBytes + linkAttributes.heldBytes
        return runs + attributes + events.heldBytes + links.heldBytes + warnings.heldBytes
            + idTexts.heldBytes
    }

    func attributeRange(ofEvent event: Int) -> Range<Int> {
        (event == 0 ? 0 : Int(events[event - 1].attributeEnd))..<Int(events[event].attributeEnd)
    }

    func attributeRange(ofLink link: Int) -> Range<Int> {
        (link == 0 ? 0 : Int(links[link - 1].attributeEnd))..<Int(links[link].attributeEnd)
    }

    /// The texts of a row's ids; nil for most.
    ///
    /// - Complexity: O(log rows that have any).
    func idTexts(ofRow row: Int) -> IDTextRecord? {
        guard idTexts.count > 0 else { return nil }
        let place = idTexts.firstPlace { Int($0.row) >= row }
        guard place < idTexts.count, Int(idTexts[place].row) == row else { return nil }
        return idTexts[place]
    }
}
