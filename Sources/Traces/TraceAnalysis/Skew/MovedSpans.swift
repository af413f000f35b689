import TraceModel

/// Counts spans of one set of columns that say of themselves that their times were moved, by a server or by us.
struct MovedSpans {
    private(set) var count = 0
    private let columns: SpanColumns
    private var warnings: SkewWarnings

    init(_ columns: SpanColumns) {
        self.columns = columns
        warnings = SkewWarnings(columns)
    }

    /// Looks at the span in a row.
    mutating func add(row: Int) {
        guard columns.hasWarnings(ofRow: row) else { return }
        let isMoved = columns.last(warningOfRow: row) { warning in
            warnings.skew(of: warning)?.isCorrected == true ? true : nil
        }
        if isMoved == true { count += 1 }
    }
}
