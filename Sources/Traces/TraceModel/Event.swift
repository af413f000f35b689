/// Something that happened during a span; Jaeger calls it a log.
package struct Event: Sendable {
    let columns: SpanColumns
    let row: Int

    package var time: Timestamp { Timestamp(nanoseconds: columns.events.times[row]) }
    package var nameIndex: StringIndex { columns.events.names[row] }
    package var name: String { columns.strings[nameIndex] }

    package var attributes: AttributeList {
        AttributeList(columns: columns, rows: columns.events.attributes[row].rows)
    }

    package var droppedAttributes: UInt32 { columns.events.dropped[row] }
}

/// The events of one span, in the order received.
package struct EventList: RandomAccessCollection, Sendable {
    let columns: SpanColumns
    let rows: Range<Int>

    package var startIndex: Int { 0 }
    package var endIndex: Int { rows.count }
    package subscript(index: Int) -> Event { Event(columns: columns, row: rows.lowerBound + index) }
}
