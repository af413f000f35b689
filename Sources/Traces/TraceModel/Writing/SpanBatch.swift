/// Spans on their way to a store: those of one request, of any number of traces, in the order received.
///
/// Immutable, so passing it on copies nothing.
package struct SpanBatch: Sendable {
    /// Every row of these is part of the batch.
    package let columns: SpanColumns
    /// The number that the batch has in the log of the store that it goes to; nil if it is not there.
    package var logSequence: UInt64?

    package init(columns: SpanColumns) {
        self.columns = columns
    }

    /// Number of spans.
    package var count: Int { columns.count }

    /// Bytes that the batch holds in memory.
    package var byteCount: Int { columns.byteCount }
}

extension TraceBuilder {
    /// Ends building and hands over all spans as they came, uncut.
    package consuming func finishBatch() -> SpanBatch {
        let strings = strings.snapshot()
        return SpanBatch(columns: SpanColumns(self, strings: strings, rowsByTrace: nil))
    }
}
