/// What dependencies and metrics want to know of a segment, counted once, so that its spans are not looked at for each question.
struct SegmentTally: Sendable {
    /// The names of the services, each once.
    let services: [String]
    /// Calls between them in the part of each trace that the segment holds, each pair once, by places in `services`.
    let calls: [(caller: Int32, called: Int32, count: Int)]
    /// Of each operation, by its place in the segment's table.
    let spans: [Int32]
    let errors: [Int32]
    /// The earliest and the latest end of a span; nil without spans.
    let ends: ClosedRange<UInt64>?
    /// Nil where operations are so many that it would be large.
    private(set) var durations: OperationDurations?

    /// Counts the spans of a segment.
    ///
    /// - Complexity: O(spans × log spans).
    init(of segment: Segment) {
        var finder = SegmentCalls(segment)
        var matrix = CallMatrix()
        for place in 0..<segment.traceCount {
            finder.forEachCall(ofTraceAt: place) { matrix.add(parent: $0, child: $1, 1) }
        }
        services = finder.services
        calls = matrix.counts.map { (Int32($0), Int32($1), $2) }

        let count = segment.operationCount
        var spans = [Int32](repeating: 0, count: count)
        var errors = spans
        var ends: (least: UInt64, most: UInt64) = (.max, 0)
        var classes = OperationDurations.Collection(spans: segment.count)
        for place in 0..<segment.traceCount {
            let rows = segment.rows(ofTraceAt: place)
            guard !rows.isEmpty else { continue }
            let base = segment.traceBases[place]
            var cursor = RowCursor(segment, at: rows.lowerBound)
            while cursor.row < rows.upperBound {
                let row = cursor.read(base: base)
                guard row.operation < count else { continue }
                spans[row.operation] += 1
                errors[row.operation] += row.template.outcome.isError ? 1 : 0
                ends = (min(ends.least, row.end), max(ends.most, row.end))
                classes.add(row.end - min(row.start, row.end), operation: row.operation)
            }
        }
        self.spans = spans
        self.errors = errors
        self.ends = ends.least <= ends.most ? ends.least...ends.most : nil
        durations = OperationDurations(classes, operations: count)
    }

    /// The same without its larger part.
    var withoutDurations: SegmentTally {
        var copy = self
        copy.durations = nil
        return copy
    }

    /// Bytes of memory, roughly.
    var heldBytes: Int {
        services.reduce(0) { $0 + 16 + $1.utf8.count } + calls.count * 16 + spans.count * 8
            + (durations?.heldBytes ?? 0)
    }
}
