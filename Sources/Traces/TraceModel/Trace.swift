/// One trace: the spans of one id, as a view of columns that several traces may share.
///
/// Spans are numbered 0..<count in the order they were received. Copying a trace copies no span.
package struct Trace: Sendable {
    package let id: TraceID
    package let columns: SpanColumns
    /// The trace's part of `columns.rowsByTrace`.
    private let places: Range<Int>

    init(id: TraceID, columns: SpanColumns, places: Range<Int>) {
        self.id = id
        self.columns = columns
        self.places = places
    }

    /// The same spans in columns that were made of its own by an edit.
    package func moved(to columns: SpanColumns) -> Trace {
        Trace(id: id, columns: columns, places: places)
    }

    /// Number of spans.
    package var count: Int { places.count }

    /// The span numbered `index`, 0..<count.
    @inline(__always)
    package subscript(index: Int) -> Span { Span(columns: columns, row: row(at: index)) }

    /// The row of `columns` that span `index` stands in.
    @inline(__always)
    package func row(at index: Int) -> Int { rows[index] }

    /// The rows of all spans, for loops over columns that a large trace waits for.
    package var rows: TraceRows { TraceRows(places: places, rowsByTrace: columns.rowsByTrace) }

    /// The spans in the order received.
    package var spans: some RandomAccessCollection<Span> {
        (0..<count).lazy.map { self[$0] }
    }

    /// Warnings that came with the trace itself, not with one of its spans.
    package var warnings: [String] {
        (columns.traceWarnings[id] ?? []).map { columns.strings[$0] }
    }

    /// The trace with none of its spans: its id and its warnings.
    package var withoutSpans: Trace { Trace(id: id, columns: columns, places: 0..<0) }
}

/// The rows of the columns that the spans of a trace stand in.
///
/// Where a loop over a million spans takes the columns that it needs out of their object first, no span counts references,
/// which costs more than reading it does.
package struct TraceRows: Sendable {
    private let places: Range<Int>
    private let rowsByTrace: [UInt32]?

    init(places: Range<Int>, rowsByTrace: [UInt32]?) {
        self.places = places
        self.rowsByTrace = rowsByTrace
    }

    package var indices: Range<Int> { 0..<places.count }

    /// The row of the span numbered `index`.
    @inline(__always)
    package subscript(index: Int) -> Int {
        let place = places.lowerBound + index
        guard let rowsByTrace else { return place }
        return Int(rowsByTrace[place])
    }
}
