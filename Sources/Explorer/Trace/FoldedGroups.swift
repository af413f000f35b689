import TraceAnalysis

/// Which groups of equal siblings one row stands for.
///
/// That row is the group's first member that the filter lets through: its leader.
struct FoldedGroups: Sendable {
    /// How a place of the pre-order is shown.
    enum Stand {
        /// By a row of its own.
        case alone
        /// By a row that stands for its group.
        case leader
        /// By its leader's row.
        case behindLeader
    }

    private let repeats: RepeatedSpans
    /// The group at each place, −1 for none; empty where there are no groups.
    private var groupAt: [Int32] = []
    private var folded: [Bool] = []
    /// The place of each folded group's leader; −1 where fewer than two members are let through, or none is folded.
    private var leaders: [Int32] = []
    /// Members that are let through.
    private var counts: [Int32] = []
    private let positions: [Int32]

    init(_ tree: TraceTree, _ repeats: RepeatedSpans, least: Int) {
        self.repeats = repeats
        positions = tree.positions
        let isUsed = repeats.groups.indices.map { repeats.members(of: $0).count >= least }
        guard isUsed.contains(true) else { return }
        groupAt = [Int32](repeating: -1, count: tree.nodeCount)
        for group in repeats.groups.indices where isUsed[group] {
            for member in repeats.members(of: group) {
                groupAt[Int(positions[Int(member)])] = Int32(group)
            }
        }
        folded = isUsed
        leaders = [Int32](repeating: -1, count: isUsed.count)
        counts = leaders
    }

    var isEmpty: Bool { groupAt.isEmpty }

    /// The group that a place belongs to.
    func group(at place: Int) -> Int? {
        guard !groupAt.isEmpty, groupAt[place] >= 0 else { return nil }
        return Int(groupAt[place])
    }

    /// Whether the group of a place is folded; nil where there is no group.
    func isFolded(at place: Int) -> Bool? { group(at: place).map { folded[$0] } }

    /// The places of the members of groups that are not folded.
    var openPlaces: [Int] {
        guard folded.contains(false) else { return [] }
        return groupAt.indices.filter { isFolded(at: $0) == false }
    }

    mutating func setFolded(_ isFolded: Bool, at place: Int) {
        if let group = group(at: place) { folded[group] = isFolded }
    }

    /// False if all were.
    mutating func setAllFolded(_ isFolded: Bool) -> Bool {
        var isChanged = false
        for place in groupAt.indices where self.isFolded(at: place) == !isFolded {
            setFolded(isFolded, at: place)
            isChanged = true
        }
        return isChanged
    }

    @inline(__always)
    func stand(of place: Int) -> Stand {
        guard !groupAt.isEmpty, groupAt[place] >= 0 else { return .alone }
        let leader = leaders[Int(groupAt[place])]
        if leader < 0 { return .alone }
        return leader == place ? .leader : .behindLeader
    }

    /// The place of the row that stands for a place behind a leader.
    func leader(of place: Int) -> Int? {
        stand(of: place) == .behindLeader ? group(at: place).map { Int(leaders[$0]) } : nil
    }

    /// How many members the row at a place stands for; nil if it stands for its span alone.
    func count(at place: Int) -> Int? {
        stand(of: place) == .leader ? group(at: place).map { Int(counts[$0]) } : nil
    }

    /// Works out which rows stand for groups.
    ///
    /// - Complexity: O(members).
    mutating func findLeaders(in scope: Range<Int>, kept: [Bool], hidden: HiddenPlaces) {
        for group in leaders.indices {
            leaders[group] = -1
            counts[group] = 0
            guard folded[group] else { continue }
            for member in repeats.members(of: group) {
                let place = positions[Int(member)]
                guard scope.contains(Int(place)), kept.isEmpty || kept[Int(place)],
                    !hidden[Int(place)]
                else { continue }
                if counts[group] == 0 { leaders[group] = place }
                counts[group] += 1
            }
            if counts[group] < 2 { leaders[group] = -1 }
        }
    }
}

extension VisibleNodes {
    /// How many equal siblings the row of `node` stands for; nil if it stands for its span alone.
    package func repeatCount(_ node: Int) -> Int? { groups.count(at: Int(positions[node])) }

    /// Whether equal siblings of `node` are a group that is shown member by member.
    package func isInOpenGroup(_ node: Int) -> Bool {
        groups.isFolded(at: Int(positions[node])) == false
    }

    package func isInFoldedGroup(_ node: Int) -> Bool {
        groups.isFolded(at: Int(positions[node])) == true
    }

    /// Shows the group of `node` as one row, or member by member.
    package mutating func setGroupFolded(_ isFolded: Bool, of node: Int) {
        groups.setFolded(isFolded, at: Int(positions[node]))
    }

    /// The node whose row stands for `node`, as far as groups of equal siblings decide: itself where none hides it.
    ///
    /// - Complexity: O(depth) where there are groups.
    func standIn(for node: Int, in tree: TraceTree) -> Int {
        guard !groups.isEmpty else { return node }
        var result = node
        var next: Int? = node
        while let current = next {
            switch groups.stand(of: Int(positions[current])) {
            case .alone: break
            case .leader: result = current
            case .behindLeader:
                if let leader = groups.leader(of: Int(positions[current])) {
                    result = Int(tree.order[leader])
                }
            }
            next = tree.parent(of: current)
        }
        return result
    }

    /// Opens the group that hides `node`, or that hides what is `below` it.
    mutating func openGroup(of node: Int, below: Bool) -> Bool {
        let place = Int(positions[node])
        switch groups.stand(of: place) {
        case .alone: return false
        case .leader where !below: return false
        case .leader, .behindLeader:
            groups.setFolded(false, at: place)
            return true
        }
    }

    /// The last child of `parent` that has a row, or below which something has; nil if none has.
    ///
    /// - Complexity: O(log rows + log children).
    func lastShownChild(of parent: Int, in tree: TraceTree) -> Int? {
        guard hidden.isEmpty else { return lastRaisedChild(of: parent, in: tree) }
        let end = positions[parent] + tree.subtreeSizes[parent]
        let row = lowerBound(place: end) - 1
        guard row >= 0 else { return nil }
        let place = positions[Int(nodes[row])]
        guard place > positions[parent] else { return nil }
        let children = tree.children(of: parent)
        var low = children.startIndex
        var high = children.endIndex
        while low < high {
            let middle = (low + high) / 2
            if positions[Int(children[middle])] <= place { low = middle + 1 } else { high = middle }
        }
        return low > children.startIndex ? Int(children[low - 1]) : nil
    }
}
