package import TraceModel

/// The spans of a trace by what they have in common, with figures of each group.
///
/// Durations are those that are drawn: a span without a known end lasts until the last end below it.
package struct TraceStatistics: Sendable {
    package let grouping: SpanGrouping
    /// What each group is divided by; nil where it is not.
    package let subgrouping: SpanGrouping?
    /// In the order of their first spans in the trace as it was received.
    package let groups: [SpanGroup]
    /// The parts of all groups, those of one group side by side.
    package let parts: [SpanGroup]
    /// Which of the parts are those of each group.
    private let partRanges: [Range<Int>]
    /// Spans by group, and by duration within it.
    private let members: [Int32]
    /// Number of spans, each of which is in one group.
    package var spanCount: Int { members.count }
    /// Spans by part.
    private let partMembers: [Int32]
    /// Length of the critical path.
    package let criticalTotal: Nanoseconds

    /// - Complexity: O(spans · log spans + attributes).
    package init(
        _ tree: TraceTree,
        selfTimes: SelfTimes,
        criticalPath: CriticalPath,
        by grouping: SpanGrouping,
        then subgrouping: SpanGrouping? = nil
    ) {
        self.grouping = grouping
        self.subgrouping = subgrouping
        let figures = SpanFigures(tree, selfTimes, criticalPath)
        criticalTotal = figures.criticalTotal
        let values = GroupValues(tree.trace, by: grouping)
        let whole = Grouped(values.numbers, texts: values.texts, figures, tree)
        groups = whole.groups
        members = whole.members
        guard let subgrouping else {
            parts = []
            partRanges = whole.groups.map { _ in 0..<0 }
            partMembers = []
            return
        }
        let subvalues = GroupValues(tree.trace, by: subgrouping)
        let divided = Self.divide(values, subvalues, figures, tree)
        partMembers = divided.members
        parts = divided.groups
        // A group's parts cover the same places as the group.
        var ranges: [Range<Int>] = []
        var next = 0
        for group in whole.groups {
            let first = next
            while next < divided.groups.count,
                divided.groups[next].places.upperBound <= group.places.upperBound
            {
                next += 1
            }
            ranges.append(first..<next)
        }
        partRanges = ranges
    }

    /// Groups by both, those of one group side by side.
    private static func divide(
        _ values: GroupValues,
        _ subvalues: GroupValues,
        _ figures: SpanFigures,
        _ tree: TraceTree
    ) -> Grouped {
        struct Pair: Hashable {
            let value: Int32
            let subvalue: Int32
        }
        let pairs = zip(values.numbers, subvalues.numbers).map { Pair(value: $0, subvalue: $1) }
        let distinct = Set(pairs).sorted { ($0.value, $0.subvalue) < ($1.value, $1.subvalue) }
        let numbers = Dictionary(
            uniqueKeysWithValues: distinct.enumerated().map { ($1, Int32($0)) }
        )
        return Grouped(
            pairs.map { numbers[$0] ?? 0 },
            texts: distinct.map { subvalues.texts[Int($0.subvalue)] },
            figures,
            tree
        )
    }

    /// The parts of a group; empty where groups are not divided.
    package func parts(ofGroup index: Int) -> ArraySlice<SpanGroup> { parts[partRanges[index]] }

    /// The spans of a group, the shortest first.
    package func spans(ofGroup index: Int) -> ArraySlice<Int32> { members[groups[index].places] }

    /// The spans of a part of a group, by its place among ``parts(ofGroup:)``.
    package func spans(ofPart index: Int) -> ArraySlice<Int32> {
        partMembers[parts[index].places]
    }
}

/// The figures of each span that groups add up.
struct SpanFigures {
    let durations: [Nanoseconds]
    let selfTimes: SelfTimes
    let critical: [Nanoseconds]
    let criticalTotal: Nanoseconds

    init(_ tree: TraceTree, _ selfTimes: SelfTimes, _ criticalPath: CriticalPath) {
        durations = (0..<tree.spanCount).map { tree.displayDuration(of: $0) }
        self.selfTimes = selfTimes
        critical = (0..<tree.spanCount).map { criticalPath.total(of: $0) }
        criticalTotal = critical.reduce(0) { $0.addingSaturated($1) }
    }
}

/// Spans in groups of one level.
private struct Grouped {
    let groups: [SpanGroup]
    let members: [Int32]

    /// `numbers` says for each span which of `texts` it has; every number occurs.
    init(_ numbers: [Int32], texts: [String?], _ figures: SpanFigures, _ tree: TraceTree) {
        struct Key {
            let group: Int32
            let duration: Nanoseconds
            let span: Int32
        }
        var keys = numbers.indices.map {
            Key(group: numbers[$0], duration: figures.durations[$0], span: Int32($0))
        }
        keys.sort { ($0.group, $0.duration, $0.span) < ($1.group, $1.duration, $1.span) }
        var groups: [SpanGroup] = []
        var idle = IdleStretches(tree, share: Gaps.usualShare)
        var first = 0
        while first < keys.count {
            let number = keys[first].group
            var end = first
            while end < keys.count, keys[end].group == number { end += 1 }
            var group = SpanGroup(texts[Int(number)], first..<end)
            for key in keys[first..<end] {
                let span = Int(key.span)
                group.total = group.total.addingSaturated(key.duration)
                group.split.add(TimeSplit(tree, span: span, &idle))
                group.own = group.own.addingSaturated(figures.selfTimes[span])
                group.critical = group.critical.addingSaturated(figures.critical[span])
                if tree.trace[span].isError { group.errors += 1 }
                let parent = tree.parent(of: span).flatMap { tree.isSynthetic($0) ? nil : $0 }
                if parent.map({ numbers[$0] != number }) ?? true { group.calls += 1 }
            }
            group.spanCount = end - first
            func rank(_ percent: Int) -> Nanoseconds {
                keys[first + (group.spanCount * percent + 99) / 100 - 1].duration
            }
            group.min = keys[first].duration
            group.p50 = rank(50)
            group.p95 = rank(95)
            group.max = keys[end - 1].duration
            if figures.criticalTotal > 0 {
                group.criticalShare = Double(group.critical) / Double(figures.criticalTotal)
            }
            groups.append(group)
            first = end
        }
        self.groups = groups
        members = keys.map(\.span)
    }
}
