package import Compression
package import TraceModel

/// Makes a segment of batches of spans: rows in, bytes out.
///
/// What a store does that keeps spans in a head before it seals them; here for those who have all spans at once.
package struct SegmentBuilder: ~Copyable {
    private var open: OpenBlock
    private var places: [TraceID: Int] = [:]
    private let firstOrdinal: UInt64

    /// - Parameter firstOrdinal: The ordinal of the first trace; each further one has the next.
    package init(firstOrdinal: UInt64 = 0) {
        open = OpenBlock(firstRow: 0, firstOrdinal: firstOrdinal)
        self.firstOrdinal = firstOrdinal
    }

    /// Spans so far, and traces.
    package var count: Int { open.count }
    package var traceCount: Int { places.count }

    /// Bytes of memory in use, roughly.
    package var usedBytes: Int { open.usedBytes }

    /// Appends rows of `columns`, in their order, until the segment is full; returns how many it took.
    ///
    /// - Complexity: O(spans and attributes), and once O(bytes) of each distinct text.
    package mutating func append(_ columns: SpanColumns, from first: Int = 0) -> Int {
        var translation = BatchTranslation(columns)
        var row = first
        while row < columns.count, open.count < OpenBlock.mostRows {
            let id = columns.traceIDs[Int(columns.traceIndexes[row])]
            let place =
                places[id] ?? open.beginTrace(id, ordinal: firstOrdinal + UInt64(places.count))
            places[id] = place
            translation.append(row, trace: place, previous: 0, to: &open)
            row += 1
        }
        return row - first
    }

    /// The bytes of the segment.
    ///
    /// - Throws: ``CompressionError/outOfMemory`` alone.
    package consuming func finish() throws(CompressionError) -> [UInt8] {
        try SegmentWriter.bytes(of: open.view())
    }
}
