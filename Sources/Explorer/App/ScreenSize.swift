/// The size of the terminal in character cells.
package struct ScreenSize: Sendable, Equatable {
    package var rows: Int
    package var columns: Int
    /// Rows of the status at the foot of the screen, as many as it needs.
    package internal(set) var statusRows = 1

    package init(rows: Int, columns: Int) {
        self.rows = rows
        self.columns = columns
    }

    /// The smallest terminal that screens are laid out for.
    package static let minimum = ScreenSize(rows: 6, columns: 30)

    package var isTooSmall: Bool { rows < Self.minimum.rows || columns < Self.minimum.columns }

    /// Rows between the breadcrumb and the status.
    package var bodyRows: Int { max(0, rows - 2 - statusRows) }
}
