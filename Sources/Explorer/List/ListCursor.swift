/// Which row of a list is selected and which row is drawn first.
///
/// A value without knowledge of the rows themselves; the owner passes their number and the height of the view.
package struct ListCursor: Sendable, Equatable {
    /// The selected row, 0..<count; 0 in an empty list.
    package private(set) var selected = 0
    /// The row drawn first.
    package private(set) var top = 0
    /// A key chose the row, which stays selected wherever it goes; until then the first one is selected, whichever that is.
    package private(set) var isChosen = false

    package init() {}

    /// Rows kept visible above and below the selected one, where the list allows.
    private static let margin = 2

    /// Selects `row`, clamped, and scrolls just as far as needed.
    package mutating func select(_ row: Int, count: Int, height: Int) {
        selected = max(0, min(row, count - 1))
        keepVisible(count: count, height: height)
    }

    /// Notes that a key chose the row.
    package mutating func choose() { isChosen = true }

    /// The row to select where rows were added, left or changed their order: where the selected one is now, if it was chosen
    /// and is there; else the first.
    package func row(where place: Int?) -> Int { isChosen ? place ?? 0 : 0 }

    /// Moves by `rows`, clamped to the list.
    package mutating func move(by rows: Int, count: Int, height: Int) {
        select(selected + rows, count: count, height: height)
    }

    /// Scrolls by `rows` and takes the selection along, as page keys do.
    package mutating func page(by rows: Int, count: Int, height: Int) {
        top = max(0, min(top + rows, count - height))
        select(selected + rows, count: count, height: height)
    }

    /// Scrolls so that the selected row is `offset` rows below the first one drawn, as far as the list allows.
    package mutating func place(offset: Int, count: Int, height: Int) {
        top = max(0, min(selected - offset, count - height))
    }

    /// Puts the selected row in the middle of the view.
    package mutating func center(count: Int, height: Int) {
        top = max(0, min(selected - height / 2, count - height))
    }

    /// Makes selection and scroll fit a list that changed its size or a view that changed its height.
    package mutating func keepVisible(count: Int, height: Int) {
        selected = max(0, min(selected, count - 1))
        let margin = max(0, min(Self.margin, (height - 1) / 2))
        if selected < top + margin { top = selected - margin }
        if selected > top + height - 1 - margin { top = selected - height + 1 + margin }
        top = max(0, min(top, count - height))
    }

    /// The rows drawn.
    package func visible(count: Int, height: Int) -> Range<Int> {
        let first = max(0, min(top, max(0, count - 1)))
        return first..<max(first, min(count, first + max(0, height)))
    }
}
