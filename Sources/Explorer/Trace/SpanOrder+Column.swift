extension SpanOrder {
    /// The column that the table is sorted by.
    package var sortedColumn: SortedColumn<SpanColumn> {
        switch key {
        case .start: SortedColumn(.start, .ascending, isInverted: isInverted)
        case .duration: SortedColumn(.duration, .descending, isInverted: isInverted)
        case .selfTime: SortedColumn(.own, .descending, isInverted: isInverted)
        case .service: SortedColumn(.service, .ascending, isInverted: isInverted)
        case .name: SortedColumn(.name, .ascending, isInverted: isInverted)
        case .errors: SortedColumn(.error, .descending, isInverted: isInverted)
        }
    }
}
