extension ServicesState {
    /// The column that the list is sorted by.
    package var sortedColumn: SortedColumn<ServiceColumn> {
        switch order {
        case .name: SortedColumn(.name, .ascending, isInverted: isInverted)
        case .calls: SortedColumn(.calls, .descending, isInverted: isInverted)
        case .errors: SortedColumn(.errors, .descending, isInverted: isInverted)
        case .p95: SortedColumn(.p95, .descending, isInverted: isInverted)
        }
    }
}
