/// Which way rows are sorted.
package enum SortDirection: Sendable, Equatable {
    /// The smallest first; names from A on.
    case ascending
    /// The largest first; times from the latest on.
    case descending

    package var inverted: SortDirection { self == .ascending ? .descending : .ascending }
}

/// The column that a list is sorted by, which its heading shows and which is never left out.
package struct SortedColumn<Choice: ListColumn>: Sendable {
    package var column: Choice
    package var direction: SortDirection

    package init(_ column: Choice, _ direction: SortDirection, isInverted: Bool = false) {
        self.column = column
        self.direction = isInverted ? direction.inverted : direction
    }
}
