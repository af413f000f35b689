extension TraceOrder {
    /// The column that the order is of.
    package var sortedColumn: SortedColumn<TraceColumn> {
        switch self {
        case .newest: SortedColumn(.start, .descending)
        case .oldest: SortedColumn(.start, .ascending)
        case .longest: SortedColumn(.duration, .descending)
        case .shortest: SortedColumn(.duration, .ascending)
        case .mostSpans: SortedColumn(.spans, .descending)
        case .fewestSpans: SortedColumn(.spans, .ascending)
        case .mostErrors: SortedColumn(.errors, .descending)
        case .fewestErrors: SortedColumn(.errors, .ascending)
        case .nameAscending: SortedColumn(.root, .ascending)
        case .nameDescending: SortedColumn(.root, .descending)
        }
    }
}
