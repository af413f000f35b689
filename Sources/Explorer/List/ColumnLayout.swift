/// Where the columns of a list stand that fit beside each other.
package enum ColumnLayout {
    package struct Place: Sendable, Equatable {
        /// Which of the columns.
        package let index: Int
        package let start: Int
        package let width: Int

        package var end: Int { start + width }
    }

    /// Leaves out what does not fit, lowest rank first, and gives the room that is left to the flexible columns.
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
        func needed() -> Int {
            shown.reduce(left - (shown.first.map { shapes[$0].gap } ?? 0)) {
                $0 + shapes[$1].gap + shapes[$1].width.ideal
            }
        }
        while let total, needed() > total,
            let next = shown.filter({ shapes[$0].rank != nil })
                .min(by: { (shapes[$0].rank ?? 0) < (shapes[$1].rank ?? 0) })
        {
            shown.removeAll { $0 == next }
        }
        var places: [Place] = []
        var start = left
        for (position, index) in shown.enumerated() {
            let shape = shapes[index]
            if position > 0 { start += shape.gap + shape.spareGap }
            // A column that may take everything leaves the flexible ones after it their least width; one that takes a part
            // leaves enough.
            let behind = shown[(position + 1)...].reduce(0) { sum, next in
                let other = shapes[next]
                guard other.width.isFlexible else {
                    return sum + other.gap + other.spareGap + other.width.ideal
                }
                return shape.width.part > 1
                    ? sum : sum + other.gap + other.spareGap + other.width.minimum
            }
            let width = shape.width.width(of: total.map { $0 - start - behind })
            places.append(Place(index: index, start: start, width: width))
            start += width
        }
        return places
    }
}

extension ColumnWidth {
    /// The width where there are `room` columns from its start on; nil is unlimited room.
    fileprivate func width(of room: Int?) -> Int {
        guard isFlexible else { return ideal }
        guard let room else { return maximum }
        return max(minimum, min(maximum, room / part))
    }
}
