/// Where the columns of a list stand that fit beside each other.
package enum ColumnLayout {
    package struct Place: Sendable, Equatable {
        /// Which of the columns.
        package let index: Int
        package let start: Int
        package let width: Int

        package var end: Int { start + width }
    }

    /// Leaves out what does not fit, lowest rank first as far as that helps, and shares the room that is left among the flexible columns.
    ///
    /// Columns that may not be left out are placed even where they do not fit: drawing clips them.
    ///
    /// - Parameters:
    ///   - shapes: Of the columns from left to right.
    ///   - total: Columns available; nil for as many as are needed.
    ///   - left: Where the first one starts.
    /// - Returns: The columns that are shown, from left to right.
    /// - Complexity: O(columns²).
    package static func fit(_ shapes: [ColumnShape], to total: Int?, left: Int = 0) -> [Place] {
        var shown = shapes.indices.filter { shapes[$0].from <= total ?? .max }
        func needed(_ shown: [Int]) -> Int {
            shown.reduce(left - (shown.first.map { shapes[$0].gap } ?? 0)) {
                $0 + shapes[$1].gap + shapes[$1].width.ideal
            }
        }
        var leftOut: [Int] = []
        while let total, needed(shown) > total,
            let next = shown.filter({ shapes[$0].rank != nil })
                .min(by: { (shapes[$0].rank ?? 0) < (shapes[$1].rank ?? 0) })
        {
            shown.removeAll { $0 == next }
            leftOut.append(next)
        }
        // Where a wide column had to go, there may be room for smaller ones again.
        for index in leftOut.reversed() {
            let more = (shown + [index]).sorted()
            if needed(more) <= total ?? .max { shown = more }
        }
        var spare = total.map { $0 - needed(shown) } ?? .max / 2
        var gaps = shown.map { shapes[$0].gap }
        for (position, index) in shown.enumerated().dropFirst()
        where shapes[index].spareGap <= spare {
            gaps[position] += shapes[index].spareGap
            spare -= shapes[index].spareGap
        }
        let widths = widths(of: shown.map { shapes[$0].width }, spare: spare)
        var places: [Place] = []
        var start = left
        for (position, index) in shown.enumerated() {
            if position > 0 { start += gaps[position] }
            places.append(Place(index: index, start: start, width: widths[position]))
            start += widths[position]
        }
        return places
    }

    /// The widths of columns beside each other: their ideal ones, changed by what is to spare, or is missing.
    private static func widths(of columns: [ColumnWidth], spare: Int) -> [Int] {
        var widths = columns.map(\.ideal)
        if spare < 0 {
            // The widest give up columns first.
            let room = widths.reduce(spare, +)
            level(&widths, Array(widths.indices), room: room) { width, level in
                max(columns[width].minimum, min(columns[width].ideal, level))
            }
            return widths
        }
        var spare = spare
        for turn in Set(columns.lazy.filter(\.isFlexible).map(\.turn)).sorted() {
            let growing = columns.indices.filter {
                columns[$0].isFlexible && columns[$0].turn == turn
            }
            let before = growing.reduce(0) { $0 + widths[$1] }
            level(&widths, growing, room: before + spare) { width, level in
                min(columns[width].maximum, max(columns[width].ideal, level))
            }
            spare -= growing.reduce(-before) { $0 + widths[$1] }
        }
        return widths
    }

    /// Makes some columns as wide as one level makes them, the highest at which they fit into `room`; what is left over goes
    /// to the first that take it.
    private static func level(
        _ widths: inout [Int],
        _ chosen: [Int],
        room: Int,
        width: (_ column: Int, _ level: Int) -> Int
    ) {
        func sum(_ level: Int) -> Int { chosen.reduce(0) { $0 + width($1, level) } }
        var (low, high) = (0, max(1, min(room, 1 << 16)))
        while low < high {
            let middle = (low + high + 1) / 2
            if sum(middle) <= room { low = middle } else { high = middle - 1 }
        }
        var rest = room - sum(low)
        for column in chosen {
            let own = width(column, low)
            let more = rest > 0 ? min(rest, width(column, low + 1) - own) : 0
            widths[column] = own + more
            rest -= more
        }
    }
}
