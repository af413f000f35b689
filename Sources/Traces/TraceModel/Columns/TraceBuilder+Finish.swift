extension TraceBuilder {
    /// Ends building and cuts the spans into traces, in the order in which the builder first heard of them.
    ///
    /// - Complexity: O(spans).
    package consuming func finish() -> [Trace] {
        let counts = rowCounts()
        let strings = strings.snapshot()
        guard counts.count > 1 else {
            guard let id = traceIDs.first else { return [] }
            let columns = SpanColumns(self, strings: strings, rowsByTrace: nil)
            return [Trace(id: id, columns: columns, places: 0..<columns.count)]
        }
        var ends: [Int] = []
        ends.reserveCapacity(counts.count)
        var total = 0
        for count in counts {
            total += count
            ends.append(total)
        }
        var next = zip(ends, counts).map { $0 - $1 }
        var rows = [UInt32](repeating: 0, count: total)
        for (row, trace) in spans.traceIndexes.enumerated() {
            rows[next[Int(trace)]] = UInt32(row)
            next[Int(trace)] += 1
        }
        let ids = traceIDs
        let columns = SpanColumns(self, strings: strings, rowsByTrace: rows)
        return ids.indices.map { index in
            Trace(
                id: ids[index],
                columns: columns,
                places: (ends[index] - counts[index])..<ends[index]
            )
        }
    }

    private borrowing func rowCounts() -> [Int] {
        var counts = [Int](repeating: 0, count: traceIDs.count)
        for trace in spans.traceIndexes { counts[Int(trace)] += 1 }
        return counts
    }
}
