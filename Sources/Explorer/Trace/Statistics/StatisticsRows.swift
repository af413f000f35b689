package import TraceAnalysis

/// A group of spans as lists have it, or a part of one.
package struct StatisticsRow: Sendable {
    package let group: SpanGroup
    /// The group that it is a part of; nil for a group.
    package let whole: SpanGroup?
    /// Its place among the groups, or the parts, of the statistics.
    package let index: Int

    package var isPart: Bool { whole != nil }
}

/// The rows of statistics in an order, each made when it is looked at: there may be as many as spans.
package struct StatisticsRows: RandomAccessCollection, Sendable {
    /// Where a row comes from.
    struct Place: Sendable, Equatable {
        var group: Int32
        /// −1 for the group itself.
        var part: Int32 = -1
    }

    private let groups: [SpanGroup]
    private let parts: [SpanGroup]
    private let places: [Place]

    /// No rows.
    init() {
        groups = []
        parts = []
        places = []
    }

    init(_ statistics: TraceStatistics, _ places: [Place]) {
        groups = statistics.groups
        parts = statistics.parts
        self.places = places
    }

    package var startIndex: Int { 0 }
    package var endIndex: Int { places.count }

    package subscript(index: Int) -> StatisticsRow {
        let place = places[index]
        let group = groups[Int(place.group)]
        return place.part < 0
            ? StatisticsRow(group: group, whole: nil, index: Int(place.group))
            : StatisticsRow(group: parts[Int(place.part)], whole: group, index: Int(place.part))
    }

    /// Where the row stands here that stands at `index` in `other`, which has the same groups in another order.
    func firstIndex(ofRow index: Int, in other: StatisticsRows) -> Int? {
        other.indices.contains(index) ? places.firstIndex(of: other.places[index]) : nil
    }
}
