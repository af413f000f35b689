extension ErrorsState {
    /// The column that the list is sorted by.
    package var sortedColumn: SortedColumn<ErrorColumn> {
        switch order {
        case .most: SortedColumn(.count, .descending, isInverted: isInverted)
        case .latest: SortedColumn(.last, .descending, isInverted: isInverted)
        case .share: SortedColumn(.share, .descending, isInverted: isInverted)
        case .place: SortedColumn(.place, .ascending, isInverted: isInverted)
        }
    }
}
