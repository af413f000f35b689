package import TraceModel

/// Spans by what they have of something, the values of most spans told apart: what colours and letters can stand for.
package struct RankedValues: Sendable {
    package struct Value: Sendable, Equatable {
        package let text: String
        package let spanCount: Int
    }

    /// What one span has.
    package enum Rank: Sendable, Hashable {
        /// One of ``RankedValues/values``, by its place.
        case value(Int)
        /// A value that fewer spans have.
        case other
        case nothing
    }

    package let grouping: SpanGrouping
    /// Those of most spans, the most frequent first; of equally frequent ones the first by its text.
    package let values: [Value]
    /// How many more values there are.
    package let otherCount: Int
    /// Number of spans with one of them.
    package let otherSpans: Int
    /// Number of spans without any value.
    package let spansWithout: Int
    /// Of each span; ``others`` and ``none`` stand for no place.
    private let places: [UInt8]

    private static let others = UInt8.max - 1
    private static let none = UInt8.max

    /// Tells the `most` frequent values apart, 254 at most.
    ///
    /// - Complexity: O(spans + attributes + values · log values).
    package init(_ trace: Trace, by grouping: SpanGrouping, most: Int) {
        self.grouping = grouping
        let found = GroupValues(trace, by: grouping)
        var counts = [Int](repeating: 0, count: found.texts.count)
        for number in found.numbers { counts[Int(number)] += 1 }
        let ranked = found.texts.indices.filter { found.texts[$0] != nil }.sorted {
            (counts[$1], found.texts[$0] ?? "") < (counts[$0], found.texts[$1] ?? "")
        }
        let shown = ranked.prefix(min(most, Int(Self.others)))
        values = shown.map { Value(text: found.texts[$0] ?? "", spanCount: counts[$0]) }
        otherCount = ranked.count - shown.count
        otherSpans = ranked.dropFirst(shown.count).reduce(0) { $0 + counts[$1] }
        var places = found.texts.map { $0 == nil ? Self.none : Self.others }
        for (place, number) in shown.enumerated() { places[number] = UInt8(place) }
        self.places = found.numbers.map { places[Int($0)] }
        spansWithout = self.places.count { $0 == Self.none }
    }

    /// What a span has.
    package subscript(span: Int) -> Rank {
        switch places[span] {
        case Self.none: .nothing
        case Self.others: .other
        case let place: .value(Int(place))
        }
    }
}
