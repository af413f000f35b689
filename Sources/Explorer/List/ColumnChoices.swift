/// The columns that the user wants to see, list by list.
package struct ColumnChoices: Sendable, Equatable {
    private var names: [ListName: [String]] = [:]

    package init() {}

    /// The names that were chosen of a list, in their order; nil where nobody chose.
    ///
    /// Names that the list does not have are left out when columns are made of them.
    package subscript(list: ListName) -> [String]? {
        get { names[list] }
        set { names[list] = newValue }
    }

    /// The columns that were chosen; nil for the usual ones.
    package func columns<Choice: ListColumn>(
        of list: ListName,
        as type: Choice.Type = Choice.self
    ) -> [Choice]? {
        var chosen: [Choice] = []
        for column in (names[list] ?? []).compactMap(Choice.init) where !chosen.contains(column) {
            chosen.append(column)
        }
        return chosen.isEmpty ? nil : chosen
    }
}
