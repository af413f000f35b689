/// The columns of one list, in the order in which machine formats have their fields.
///
/// A raw value is the name by which users choose the column, and never changes.
package protocol ListColumn: CaseIterable, Hashable, RawRepresentable, Sendable
where RawValue == String {
    /// What the columns have to know of the list as a whole.
    associatedtype List: Sendable
    associatedtype Row

    func column(in list: List) -> Column<Row>

    /// What is shown where nobody chose, from left to right.
    static func usual(in list: List) -> [Self]
}

extension ListColumn {
    /// The columns shown: those that were chosen, however little room there is, else the usual ones.
    ///
    /// The one that the rows are sorted by says so, and stays while others are left out.
    package static func shown(
        _ chosen: [Self]?,
        in list: List,
        sorted: SortedColumn<Self>? = nil
    ) -> [Column<Row>] {
        (chosen ?? usual(in: list)).map {
            var column = $0.column(in: list)
            if chosen != nil { column.shape.from = 0 }
            if let sorted, sorted.column == $0 {
                column.direction = sorted.direction
                column.shape.from = 0
                column.shape.rank = nil
            }
            return column
        }
    }

    package static var names: [String] { allCases.map(\.rawValue) }
}
