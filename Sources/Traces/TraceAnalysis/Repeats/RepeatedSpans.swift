package import TraceModel

/// Siblings that are equal but for their times and values: the 292 queries of an N+1, which one row can stand for.
///
/// Equal are spans below one parent with the same service, operation and kind whose database statements differ in values at
/// most. Spans that failed, or below which something failed, are in no group: they are to be seen.
package struct RepeatedSpans: Sendable {
    /// Figures of the members of a group.
    package struct Group: Sendable, Equatable {
        /// Sum of the durations, nanoseconds.
        package var total: Nanoseconds
        /// By nearest rank, nanoseconds.
        package var p50: Nanoseconds
        package var p95: Nanoseconds
        package var longest: Nanoseconds
        /// Spans of all members' subtrees, the members included.
        package var spanCount: Int
        /// Failed siblings that would be members.
        package var failedSiblings: Int
    }

    /// From how many equal siblings on one row may stand for them.
    package static let least = 3
    /// From how many on it does, unless the user has another number.
    package static let usualLeast = 5

    package let groups: [Group]
    /// Members of group *i* are those from `offsets[i]` up to `offsets[i + 1]`, by start.
    private let offsets: [Int32]
    private let members: [Int32]
    /// The latest end among the members up to each.
    private let latestEnds: [UInt64]
    /// The group of each node, −1 for none; empty where there are no groups.
    private let groupOfNode: [Int32]

    /// - Parameters:
    ///   - tree: The trace.
    ///   - least: From how many equal siblings on there is a group; at least 2.
    /// - Complexity: O(spans), and O(members · log members) for the figures.
    package init(_ tree: TraceTree, least: Int = usualLeast) {
        var finder = RepeatFinder(tree, least: max(2, least))
        for node in 0..<tree.nodeCount { finder.find(among: tree.children(of: node)) }
        finder.find(among: tree.roots[...])
        groups = finder.groups
        offsets = finder.offsets
        members = finder.members
        latestEnds = finder.latestEnds
        var groupOfNode: [Int32] = []
        if !groups.isEmpty {
            groupOfNode = [Int32](repeating: -1, count: tree.nodeCount)
            for group in groups.indices {
                for member in members[Int(offsets[group])..<Int(offsets[group + 1])] {
                    groupOfNode[Int(member)] = Int32(group)
                }
            }
        }
        self.groupOfNode = groupOfNode
    }

    package var isEmpty: Bool { groups.isEmpty }

    /// The number of the group that `node` is a member of.
    package func group(of node: Int) -> Int? {
        guard !groupOfNode.isEmpty, groupOfNode[node] >= 0 else { return nil }
        return Int(groupOfNode[node])
    }

    /// The members of a group, by start.
    package func members(of group: Int) -> ArraySlice<Int32> {
        members[Int(offsets[group])..<Int(offsets[group + 1])]
    }

    /// Whether a member of a group runs at some time from `start` until before `end`.
    ///
    /// - Complexity: O(log members).
    package func runs(_ group: Int, from start: UInt64, to end: UInt64, in tree: TraceTree) -> Bool
    {
        let first = Int(offsets[group])
        var low = first
        var high = Int(offsets[group + 1])
        while low < high {
            let middle = (low + high) / 2
            if tree.displayStarts[Int(members[middle])] < end {
                low = middle + 1
            } else {
                high = middle
            }
        }
        return low > first && latestEnds[low - 1] > start
    }
}

/// Gathers the groups of one list of siblings after the other.
private struct RepeatFinder {
    private let tree: TraceTree
    private let least: Int
    private var keys: RepeatKeys
    private(set) var groups: [RepeatedSpans.Group] = []
    private(set) var offsets: [Int32] = [0]
    private(set) var members: [Int32] = []
    private(set) var latestEnds: [UInt64] = []
    private let columns: SpanColumns
    /// Of the list being looked at, the coarse keys.
    private var coarseKeys: [UInt64] = []

    init(_ tree: TraceTree, least: Int) {
        self.tree = tree
        columns = tree.trace.columns
        self.least = least
        keys = RepeatKeys(tree.trace)
    }

    mutating func find(among siblings: ArraySlice<Int32>) {
        guard siblings.count >= least, mayRepeat(siblings) else { return }
        var counts: [UInt64: Int] = [:]
        for key in coarseKeys { counts[key, default: 0] += 1 }
        var found: [RepeatKey: (members: [Int32], failed: Int)] = [:]
        var order: [RepeatKey] = []
        for sibling in siblings where Int(sibling) < tree.spanCount {
            guard counts[coarse(sibling), default: 0] >= least else { continue }
            let key = keys.exact(Int(sibling))
            if found[key] == nil { order.append(key) }
            if tree.errorCounts[Int(sibling)] > 0 {
                found[key, default: ([], 0)].failed += 1
            } else {
                found[key, default: ([], 0)].members.append(sibling)
            }
        }
        for key in order {
            guard let (members, failed) = found[key], members.count >= least else { continue }
            add(members, failed: failed)
        }
    }

    /// Whether enough of `siblings` have one service and name, which most lists have not: nothing is made for these.
    private mutating func mayRepeat(_ siblings: ArraySlice<Int32>) -> Bool {
        coarseKeys.removeAll(keepingCapacity: true)
        for sibling in siblings where Int(sibling) < tree.spanCount {
            coarseKeys.append(coarse(sibling))
        }
        coarseKeys.sort()
        return coarseKeys.indices.dropLast(least - 1).contains { index in
            coarseKeys[index] == coarseKeys[index + least - 1]
        }
    }

    private func coarse(_ node: Int32) -> UInt64 {
        let row = tree.trace.row(at: Int(node))
        let service = columns.resources[Int(columns.resourceIndexes[row])].serviceName
        return UInt64(service) << 32 | UInt64(columns.names[row])
    }

    private mutating func add(_ siblings: [Int32], failed: Int) {
        var durations: [UInt64] = []
        durations.reserveCapacity(siblings.count)
        var latest: UInt64 = 0
        var spanCount = 0
        for sibling in siblings {
            let node = Int(sibling)
            durations.append(tree.displayEnds[node] - tree.displayStarts[node])
            spanCount += Int(tree.subtreeSizes[node])
            latest = max(latest, tree.displayEnds[node])
            latestEnds.append(latest)
        }
        members += siblings
        offsets.append(Int32(members.count))
        durations.sort()
        func rank(_ share: Double) -> Nanoseconds {
            let place = Int((Double(durations.count) * share).rounded(.up)) - 1
            return Nanoseconds(clamping: durations[max(0, place)])
        }
        let total = durations.reduce(UInt64(0)) { sum, duration in
            let (next, overflow) = sum.addingReportingOverflow(duration)
            return overflow ? .max : next
        }
        groups.append(
            RepeatedSpans.Group(
                total: Nanoseconds(clamping: total),
                p50: rank(0.5),
                p95: rank(0.95),
                longest: rank(1),
                spanCount: spanCount,
                failedSiblings: failed
            )
        )
    }
}
