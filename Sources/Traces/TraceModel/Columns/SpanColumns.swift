/// The spans of one answer or file as columns: the storage that ``Trace`` and ``Span`` are views of.
///
/// Row *i* of every span column belongs to one span, in the order decoded. Spans of several traces may be
/// mixed; `rowsByTrace` lists them trace by trace. Immutable once built, so it is shared freely.
package final class SpanColumns: Sendable {
    package let strings: StringTable

    package let traceIDs: [TraceID]
    /// Index into `traceIDs` of each row.
    package let traceIndexes: [UInt32]
    /// Rows grouped by trace; nil when all rows are one trace, in order.
    package let rowsByTrace: [UInt32]?

    /// Numbers of the ids; hashes where these are texts.
    package let spanIDs: [UInt64]
    package let parentIDs: [UInt64]
    /// Rows with ids that are texts.
    package let idTexts: [UInt32: SpanIDTexts]
    package let names: [StringIndex]
    package let kinds: [SpanKind]
    package let statusCodes: [StatusCode]
    package let statusMessages: [StringIndex]
    package let errors: [Bool]
    package let starts: [UInt64]
    package let ends: [UInt64]
    package let flags: [UInt32]
    package let traceStates: [StringIndex]
    package let resourceIndexes: [UInt32]
    package let scopeIndexes: [UInt32]
    package let attributeRanges: [AttributeRange]
    /// First event of each row, and one more: row *i* has the events up to the first of row *i + 1*.
    package let firstEvents: [UInt32]
    package let firstLinks: [UInt32]

    package let attributes: AttributeColumns
    package let nested: AttributeColumns
    package let events: EventColumns
    package let links: LinkColumns
    package let resources: [StoredResource]
    package let scopes: [StoredScope]

    /// Rows that dropped attributes, events or links at their origin.
    package let droppedCounts: [UInt32: DroppedCounts]
    /// Warnings that came with a span, by row.
    package let warnings: [UInt32: [StringIndex]]
    /// Of each row, the warning that it was moved in time, 0 where it was not; empty if none was.
    private let moveWarnings: [StringIndex]
    /// Warnings that came with a whole trace.
    package let traceWarnings: [TraceID: [StringIndex]]

    init(_ builder: consuming TraceBuilder, strings: StringTable, rowsByTrace: [UInt32]?) {
        self.strings = strings
        self.rowsByTrace = rowsByTrace
        let spans = builder.spans
        traceIDs = builder.traceIDs
        traceIndexes = spans.traceIndexes
        spanIDs = spans.spanIDs
        parentIDs = spans.parentIDs
        idTexts = spans.idTexts
        names = spans.names
        kinds = spans.kinds
        statusCodes = spans.statusCodes
        statusMessages = spans.statusMessages
        errors = spans.errors
        starts = spans.starts
        ends = spans.ends
        flags = spans.flags
        traceStates = spans.traceStates
        resourceIndexes = spans.resourceIndexes
        scopeIndexes = spans.scopeIndexes
        attributeRanges = spans.attributeRanges
        firstEvents = spans.firstEvents + [UInt32(builder.events.count)]
        firstLinks = spans.firstLinks + [UInt32(builder.links.count)]
        attributes = builder.attributes.finished()
        nested = builder.nested.finished()
        events = builder.events
        links = builder.links
        resources = builder.resources
        scopes = builder.scopes
        droppedCounts = builder.droppedCounts
        warnings = builder.warnings
        moveWarnings = []
        traceWarnings = builder.traceWarnings
    }

    /// The columns of `original` with some of them exchanged.
    init(
        _ original: SpanColumns,
        strings: StringTable,
        names: [StringIndex]? = nil,
        starts: [UInt64]? = nil,
        ends: [UInt64]? = nil,
        attributeRanges: [AttributeRange]? = nil,
        resources: [StoredResource]? = nil,
        warnings: [UInt32: [StringIndex]]? = nil,
        moveWarnings: [StringIndex]? = nil,
        attributes: AttributeColumns? = nil,
        events: EventColumns? = nil
    ) {
        self.strings = strings
        self.names = names ?? original.names
        self.starts = starts ?? original.starts
        self.ends = ends ?? original.ends
        self.attributeRanges = attributeRanges ?? original.attributeRanges
        self.resources = resources ?? original.resources
        self.warnings = warnings ?? original.warnings
        self.moveWarnings = moveWarnings ?? original.moveWarnings
        self.attributes = attributes ?? original.attributes
        self.events = events ?? original.events
        traceIDs = original.traceIDs
        traceIndexes = original.traceIndexes
        rowsByTrace = original.rowsByTrace
        spanIDs = original.spanIDs
        parentIDs = original.parentIDs
        idTexts = original.idTexts
        kinds = original.kinds
        statusCodes = original.statusCodes
        statusMessages = original.statusMessages
        errors = original.errors
        flags = original.flags
        traceStates = original.traceStates
        resourceIndexes = original.resourceIndexes
        scopeIndexes = original.scopeIndexes
        firstEvents = original.firstEvents
        firstLinks = original.firstLinks
        nested = original.nested
        links = original.links
        scopes = original.scopes
        droppedCounts = original.droppedCounts
        traceWarnings = original.traceWarnings
    }

    /// All warnings of the span in a row, that it was moved last.
    package func warnings(ofRow row: Int) -> [StringIndex] {
        let sent = warnings.isEmpty ? [] : warnings[UInt32(row)] ?? []
        guard !moveWarnings.isEmpty, moveWarnings[row] != 0 else { return sent }
        return sent + [moveWarnings[row]]
    }

    /// What `read` makes of the last warning of the span in a row of which it makes anything, without copying them.
    package func last<Result>(
        warningOfRow row: Int,
        _ read: (StringIndex) -> Result?
    ) -> Result? {
        if !moveWarnings.isEmpty, moveWarnings[row] != 0, let found = read(moveWarnings[row]) {
            return found
        }
        guard !warnings.isEmpty, let sent = warnings[UInt32(row)] else { return nil }
        for warning in sent.reversed() {
            if let found = read(warning) { return found }
        }
        return nil
    }

    /// Whether the span in a row has warnings.
    package func hasWarnings(ofRow row: Int) -> Bool {
        !moveWarnings.isEmpty && moveWarnings[row] != 0
            || !warnings.isEmpty && warnings[UInt32(row)] != nil
    }

    /// Number of spans, of all traces together.
    package var count: Int { spanIDs.count }

    /// Bytes that the columns and the string table hold, without slack of the allocator.
    package var byteCount: Int {
        let fixed = 4 + 8 + 8 + 4 + 1 + 1 + 4 + 1 + 8 + 8 + 4 + 4 + 4 + 4 + 8 + 4 + 4
        return count * fixed + (rowsByTrace?.count ?? 0) * 4 + attributes.byteCount
            + nested.byteCount
            + events.byteCount + links.byteCount + strings.byteCount + moveWarnings.count * 4
    }
}

/// What a span or one of its parts lost before it was sent.
package struct DroppedCounts: Sendable, Equatable {
    package var attributes: UInt32
    package var events: UInt32
    package var links: UInt32

    package init(attributes: UInt32 = 0, events: UInt32 = 0, links: UInt32 = 0) {
        self.attributes = attributes
        self.events = events
        self.links = links
    }

    package var isEmpty: Bool { attributes == 0 && events == 0 && links == 0 }
}
