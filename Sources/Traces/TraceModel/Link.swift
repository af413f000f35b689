/// A pointer from a span to another one, of this trace or a different one, that is not its parent.
package struct Link: Sendable {
    let columns: SpanColumns
    let row: Int

    package var traceID: TraceID { columns.links.traceID(ofRow: row) }
    package var spanID: SpanID { columns.links.spanID(ofRow: row) }
    package var type: LinkType { columns.links.types[row] }
    package var traceState: String { columns.strings[columns.links.traceStates[row]] }
    package var flags: UInt32 { columns.links.flags[row] }

    package var attributes: AttributeList {
        AttributeList(columns: columns, rows: columns.links.attributes[row].rows)
    }

    package var droppedAttributes: UInt32 { columns.links.dropped[row] }
}

/// The links of one span, in the order received.
package struct LinkList: RandomAccessCollection, Sendable {
    let columns: SpanColumns
    let rows: Range<Int>

    package var startIndex: Int { 0 }
    package var endIndex: Int { rows.count }
    package subscript(index: Int) -> Link { Link(columns: columns, row: rows.lowerBound + index) }
}
