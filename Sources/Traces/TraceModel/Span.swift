/// One span: a row of the columns.
///
/// Reading a text makes a new `String`; comparisons of many spans use the indexes.
package struct Span: Sendable {
    package let columns: SpanColumns
    package let row: Int

    package init(columns: SpanColumns, row: Int) {
        self.columns = columns
        self.row = row
    }

    package var traceID: TraceID { columns.traceIDs[Int(columns.traceIndexes[row])] }
    @inline(__always)
    package var id: SpanID {
        SpanID(
            columns.spanIDs[row],
            columns.idTexts.isEmpty ? nil : columns.idTexts[UInt32(row)]?.own
        )
    }

    /// The parent as the decoder resolved it, nil for a root; it need not be in the trace.
    @inline(__always)
    package var parentID: SpanID? {
        let number = columns.parentIDs[row]
        guard number != 0 else { return nil }
        return SpanID(
            number,
            columns.idTexts.isEmpty ? nil : columns.idTexts[UInt32(row)]?.parent
        )
    }

    @inline(__always)
    package var nameIndex: StringIndex { columns.names[row] }
    package var name: String { columns.strings[nameIndex] }
    @inline(__always)
    package var kind: SpanKind { columns.kinds[row] }
    package var statusCode: StatusCode { columns.statusCodes[row] }
    package var statusMessageIndex: StringIndex { columns.statusMessages[row] }
    package var statusMessage: String { columns.strings[statusMessageIndex] }

    /// Whether status or attributes mark this span as failed.
    @inline(__always)
    package var isError: Bool { columns.errors[row] }

    @inline(__always)
    package var start: Timestamp { Timestamp(nanoseconds: columns.starts[row]) }
    /// May lie before `start`; zero of a span that is unfinished.
    @inline(__always)
    package var end: Timestamp { Timestamp(nanoseconds: columns.ends[row]) }
    /// Signed, in nanoseconds; zero of a span that is unfinished.
    @inline(__always)
    package var duration: Nanoseconds { isUnfinished ? 0 : end.since(start) }

    /// Whether no end is known: the span was still running when it was sent, or its sender left the end out.
    @inline(__always)
    package var isUnfinished: Bool { columns.ends[row] == 0 }

    /// W3C trace flags in bits 0–7; bits 8 and 9 as in opentelemetry-proto `SpanFlags`.
    package var flags: UInt32 { columns.flags[row] }
    package var traceState: String { columns.strings[columns.traceStates[row]] }

    /// Spans of one answer with equal resources may still have different indexes.
    @inline(__always)
    package var resourceIndex: UInt32 { columns.resourceIndexes[row] }
    package var resource: Resource { Resource(columns: columns, index: Int(resourceIndex)) }
    package var scope: Scope { Scope(columns: columns, index: Int(columns.scopeIndexes[row])) }

    @inline(__always)
    package var serviceIndex: StringIndex { columns.resources[Int(resourceIndex)].serviceName }
    package var serviceName: String { columns.strings[serviceIndex] }

    package var attributes: AttributeList {
        AttributeList(columns: columns, rows: columns.attributeRanges[row].rows)
    }

    package var events: EventList {
        EventList(
            columns: columns,
            rows: Int(columns.firstEvents[row])..<Int(columns.firstEvents[row + 1])
        )
    }

    package var links: LinkList {
        LinkList(
            columns: columns,
            rows: Int(columns.firstLinks[row])..<Int(columns.firstLinks[row + 1])
        )
    }

    /// What was dropped at the origin.
    package var dropped: DroppedCounts { columns.droppedCounts[UInt32(row)] ?? DroppedCounts() }

    /// Warnings that came with the span, equal ones included.
    package var warnings: [String] { warningIndexes.map { columns.strings[$0] } }
    package var warningIndexes: [StringIndex] { columns.warnings(ofRow: row) }

    package var hasWarnings: Bool { columns.hasWarnings(ofRow: row) }
}
