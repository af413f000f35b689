/// Runs of events, links or warnings, for the few rows of a block that have some.
struct SparseRuns: ~Copyable {
    private var rows = GrowingColumn<UInt32>()
    private var ends = GrowingColumn<UInt32>()

    /// Gives `row`, which comes after all rows before, the elements up to `end`.
    mutating func append(row: Int, end: Int) {
        rows.append(UInt32(row))
        ends.append(UInt32(end))
    }

    func view() -> SparseRunsView { SparseRunsView(rows: rows.view(), ends: ends.view()) }
}

/// The runs of a block as readers see them.
struct SparseRunsView: Sendable {
    let rows: ColumnView<UInt32>
    let ends: ColumnView<UInt32>

    var heldBytes: Int { rows.heldBytes + ends.heldBytes }
    var isEmpty: Bool { rows.count == 0 }

    /// The elements of `row`; empty for most.
    ///
    /// - Complexity: O(log rows that have any).
    func run(of row: Int) -> Range<Int> {
        var low = 0
        var high = rows.count
        while low < high {
            let middle = (low + high) / 2
            if Int(rows[middle]) < row { low = middle + 1 } else { high = middle }
        }
        guard low < rows.count, Int(rows[low]) == row else { return 0..<0 }
        return run(at: low)
    }

    /// The elements of the row in place `index` among those that have some.
    func run(at index: Int) -> Range<Int> {
        (index == 0 ? 0 : Int(ends[index - 1]))..<Int(ends[index])
    }
}
