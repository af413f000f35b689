/// How much room a column takes, and what happens where there is little.
package struct ColumnShape: Sendable, Equatable {
    package var width: ColumnWidth
    /// Of the columns that have one, those of the lowest rank are left out first; nil is never left out.
    package var rank: Int?
    /// The least width of the whole at which the column is shown at all.
    package var from: Int
    /// Blank columns before it, unless it comes first.
    package var gap: Int
    /// Further blank columns before it, for which no other column has to be left out.
    package var spareGap: Int

    package init(
        _ width: ColumnWidth,
        rank: Int? = nil,
        from: Int = 0,
        gap: Int = 2,
        spareGap: Int = 0
    ) {
        self.width = width
        self.rank = rank
        self.from = from
        self.gap = gap
        self.spareGap = spareGap
    }
}

/// The columns of the terminal that a column of a list may take.
package struct ColumnWidth: Sendable, Equatable {
    /// It never gets narrower.
    package var minimum: Int
    /// Other columns are left out before it gets narrower.
    package var ideal: Int
    /// It never gets wider.
    package var maximum: Int
    /// Of several flexible columns those of the first turn grow to their most before the next get anything.
    package var turn: Int
    /// Whether it takes what the others leave.
    package let isFlexible: Bool

    package static func fixed(_ width: Int) -> ColumnWidth {
        ColumnWidth(minimum: width, ideal: width, maximum: width, turn: 0, isFlexible: false)
    }

    /// Takes what the columns of fixed width leave; several of the same turn share it evenly.
    package static func flexible(
        minimum: Int,
        ideal: Int? = nil,
        maximum: Int = 1024,
        turn: Int = 0
    ) -> ColumnWidth {
        let ideal = max(minimum, ideal ?? minimum)
        return ColumnWidth(
            minimum: minimum,
            ideal: ideal,
            maximum: max(ideal, maximum),
            turn: turn,
            isFlexible: true
        )
    }

    /// For texts of which the widest takes `widest` columns: never wider than that, and wished to be `ideal` where they are
    /// as wide.
    package static func fitting(_ widest: Int, minimum: Int, ideal: Int) -> ColumnWidth {
        let ideal = max(1, min(widest, ideal))
        return .flexible(minimum: min(minimum, ideal), ideal: ideal, maximum: widest)
    }

    /// A column that takes what is left, as wide as its widest cell where there is room.
    package func measured(_ widest: Int) -> ColumnWidth {
        isFlexible
            ? .flexible(minimum: min(widest, 8), ideal: min(widest, 16), maximum: widest)
            : .fixed(widest)
    }
}
