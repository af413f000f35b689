/// The ids of spans and of their parents, taken out of their columns for loops that a large trace waits for.
package struct SpanIDColumns: Sendable {
    private let owns: [UInt64]
    private let parents: [UInt64]
    private let texts: [UInt32: SpanIDTexts]?

    package init(_ columns: SpanColumns) {
        owns = columns.spanIDs
        parents = columns.parentIDs
        texts = columns.idTexts.isEmpty ? nil : columns.idTexts
    }

    /// The id of the span in a row.
    @inline(__always)
    package func own(_ row: Int) -> SpanID {
        SpanID(owns[row], texts?[UInt32(row)]?.own)
    }

    /// The id of the parent of the span in a row; zero of a root.
    @inline(__always)
    package func parent(_ row: Int) -> SpanID {
        SpanID(parents[row], texts?[UInt32(row)]?.parent)
    }
}
