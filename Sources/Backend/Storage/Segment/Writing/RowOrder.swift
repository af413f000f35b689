/// The rows of a block in the order in which a segment has them: trace by trace, by their ordinals, and within a trace as they came.
struct RowOrder {
    /// The traces, as places in the block's table.
    let traces: [Int]
    /// Of each trace its first row in the segment, and one more.
    let firstRows: [UInt32]
    /// The row of the block that stands in each row of the segment.
    let rows: [Int]
    /// Of each row of the segment, where its attributes begin among those of the block.
    let firstAttributes: [Int]

    /// - Complexity: O(rows), and O(n log n) of traces.
    init(_ block: Block) {
        let ordinals = block.traces.ordinals
        traces = (0..<block.traces.count).sorted {
            (ordinals[$0], $0) < (ordinals[$1], $1)
        }
        var counts = [UInt32](repeating: 0, count: traces.count)
        block.rows.traces.withValues { for trace in $0 { counts[Int(trace)] += 1 } }
        var firstRows: [UInt32] = []
        firstRows.reserveCapacity(traces.count + 1)
        var next = [UInt32](repeating: 0, count: traces.count)
        var sum: UInt32 = 0
        for trace in traces {
            firstRows.append(sum)
            next[trace] = sum
            sum += counts[trace]
        }
        firstRows.append(sum)
        self.firstRows = firstRows
        var rows = [Int](repeating: 0, count: block.count)
        block.rows.traces.withValues { traces in
            for row in traces.indices {
                let trace = Int(traces[row])
                rows[Int(next[trace])] = row
                next[trace] += 1
            }
        }
        self.rows = rows
        firstAttributes = block.rows.attributeEnds.withValues { ends in
            rows.map { $0 == 0 ? 0 : Int(ends[$0 - 1]) }
        }
    }
}
