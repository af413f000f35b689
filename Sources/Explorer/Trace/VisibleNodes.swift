package import TraceAnalysis

/// The rows of the tree view: the nodes that folding and filters leave, in pre-order.
///
/// Everything kept for each node stands at its place in pre-order, so that working out a million rows walks
/// through memory in one direction.
package struct VisibleNodes: Sendable {
    package private(set) var nodes: [Int32]
    package private(set) var filter = TreeFilter()
    /// Spans passing the filter, without the ancestors kept for them.
    package private(set) var matchCount: Int
    /// The node at each place, and the place of each node: those of the tree.
    private let order: [Int32]
    let positions: [Int32]
    let sizes: [Int32]
    private let depths: [Int32]
    /// Places whose subtrees are hidden.
    private var folded: [Bool]
    /// Places that the filter keeps for themselves or something below; empty when it keeps all.
    private var kept: [Bool] = []
    /// What is hidden with its service.
    private(set) var hidden = HiddenPlaces()
    /// The groups of equal siblings that one row may stand for.
    var groups: FoldedGroups

    /// All nodes; equal siblings are folded into one row from so many on, nothing else is.
    ///
    /// - Complexity: O(nodes).
    init(
        _ tree: TraceTree,
        _ repeats: RepeatedSpans,
        least: Int = RepeatedSpans.usualLeast
    ) {
        groups = FoldedGroups(tree, repeats, least: least)
        order = tree.order
        positions = tree.positions
        sizes = tree.order.map { tree.subtreeSizes[Int($0)] }
        depths = tree.order.map { tree.depths[Int($0)] }
        folded = Array(repeating: false, count: tree.nodeCount)
        nodes = tree.order
        matchCount = tree.spanCount
        if !groups.isEmpty { update(tree, filter: filter, passing: nil) }
    }

    package var count: Int { nodes.count }

    /// Whether the subtree of `node` is hidden.
    package func isFolded(_ node: Int) -> Bool { folded[Int(positions[node])] }

    /// The nodes whose subtrees are hidden, in order.
    ///
    /// - Complexity: O(nodes), and all else is made of folded ones alone.
    var foldedNodes: [Int] {
        folded.indices.lazy.filter { folded[$0] }.map { Int(order[$0]) }
    }

    /// The nodes that are members of groups which are shown member by member.
    var membersOfOpenGroups: [Int] {
        groups.openPlaces.map { Int(order[$0]) }
    }

    package mutating func setFolded(_ isFolded: Bool, _ node: Int) {
        folded[Int(positions[node])] = isFolded
    }

    /// The first row that does not stand before `node`.
    ///
    /// - Complexity: O(log rows).
    private func lowerBound(_ node: Int) -> Int { lowerBound(place: positions[node]) }

    /// The first row that does not stand before a place.
    func lowerBound(place position: Int32) -> Int {
        var low = 0
        var high = nodes.count
        while low < high {
            let middle = (low + high) / 2
            if positions[Int(nodes[middle])] < position { low = middle + 1 } else { high = middle }
        }
        return low
    }

    /// Whether `node` has a row of its own.
    package func shows(_ node: Int) -> Bool {
        let row = lowerBound(node)
        return row < nodes.count && Int(nodes[row]) == node
    }

    /// The row of `node`, or of its nearest ancestor with one.
    ///
    /// - Complexity: O(log rows + depth).
    package func row(of node: Int, in tree: TraceTree) -> Int? {
        let node = standIn(for: node, in: tree)
        let place = lowerBound(node)
        if place < nodes.count && Int(nodes[place]) == node { return place }
        // Every visible ancestor stands before, and so does all else below it: climb from the row before.
        guard place > 0 else { return nil }
        var next: Int? = Int(nodes[place - 1])
        while let current = next {
            if tree.isInSubtree(node, of: current), !isHidden(current) {
                return lowerBound(current)
            }
            if current == filter.root { return nil }
            next = tree.parent(of: current)
        }
        return nil
    }

    /// Opens every ancestor of `node`, and every group of equal siblings that hides it.
    ///
    /// - Returns: Whether one was folded.
    package mutating func reveal(_ node: Int, in tree: TraceTree) -> Bool {
        var changed = openGroup(of: node, below: false)
        var next = tree.parent(of: node)
        while let current = next {
            let place = Int(positions[current])
            if folded[place] {
                folded[place] = false
                changed = true
            }
            if openGroup(of: current, below: true) { changed = true }
            next = tree.parent(of: current)
        }
        return changed
    }

    /// Where the level was that folding changed.
    package enum ChangedLevel: Sendable { case inSight, elsewhere }

    /// Folds one level more, or unfolds one: the deepest open parents, or the highest folded ones, among the rows in
    /// sight, and all that lie as deep or deeper, or as high or higher.
    ///
    /// With `levels` so many levels. Where nothing is left to change in sight, all rows count. The rows themselves follow
    /// with ``update(_:filter:passing:)``.
    ///
    /// - Returns: Nil if there is nothing left to fold or unfold.
    package mutating func changeLevel(
        fold: Bool,
        by levels: Int = 1,
        inSight rows: Range<Int>
    ) -> ChangedLevel? {
        var level: Int32?
        func take(_ place: Int) {
            let changes =
                sizes[place] > 1 && folded[place] != fold
                || groups.isFolded(at: place).map { $0 != fold } ?? false
            guard changes else { return }
            let depth = self.level(at: place)
            level = fold ? max(level ?? depth, depth) : min(level ?? depth, depth)
        }
        for row in rows.clamped(to: nodes.indices) { take(Int(positions[Int(nodes[row])])) }
        let isInSight = level != nil
        if !isInSight { forEachPlace(take) }
        guard let level else { return nil }
        let more = Int32(clamping: levels - 1)
        let (limit, _) =
            fold ? level.subtractingReportingOverflow(more) : level.addingReportingOverflow(more)
        for place in scope where sizes[place] > 1 && !hidden[place] {
            if fold ? self.level(at: place) >= limit : self.level(at: place) <= limit {
                folded[place] = fold
            }
        }
        if !groups.isEmpty {
            for place in scope where !hidden[place] {
                let level = self.level(at: place)
                if fold ? level >= limit : level <= limit { groups.setFolded(fold, at: place) }
            }
        }
        return isInSight ? .inSight : .elsewhere
    }

    /// Folds or unfolds every node that has others below it, and all equal siblings; false if all of them were.
    package mutating func setAllFolded(_ isFolded: Bool) -> Bool {
        var isChanged = groups.setAllFolded(isFolded)
        for place in scope where sizes[place] > 1 && folded[place] != isFolded {
            folded[place] = isFolded
            isChanged = true
        }
        return isChanged
    }

    /// The next node with the same node above it as `node` in what is shown, or the previous one: what is below hidden spans has moved
    /// up, and equal siblings in one row are one.
    ///
    /// - Complexity: O(siblings + hidden places among them + depth).
    func sibling(of node: Int, forward: Bool, in tree: TraceTree) -> Int? {
        guard node != filter.root else { return nil }
        var places = scope
        if let parent = parent(of: node, in: tree) {
            let first = Int(positions[parent])
            places = first + 1..<first + Int(sizes[first])
        }
        let own = Int(positions[node])
        var place = forward ? own + Int(sizes[own]) : places.lowerBound
        var previous: Int?
        while place < (forward ? places.upperBound : own) {
            if !kept.isEmpty && !kept[place] || groups.stand(of: place) == .behindLeader {
                place += Int(sizes[place])
            } else if hidden[place] {
                place += 1
            } else if forward {
                return Int(order[place])
            } else {
                previous = Int(order[place])
                place += Int(sizes[place])
            }
        }
        return previous
    }

    /// Works the rows out again.
    ///
    /// `passing` says for each place of the pre-order whether the filter lets it through; nil for all.
    ///
    /// - Complexity: O(nodes).
    package mutating func update(_ tree: TraceTree, filter: TreeFilter, passing: [Bool]?) {
        if hidden.isEmpty != filter.hidden.isEmpty || filter.hidden != self.filter.hidden {
            hidden = HiddenPlaces(filter.hidden, tree)
        }
        self.filter = filter
        let scope = scope
        if let passing {
            let passing = hidden.leftOver(of: passing)
            kept = keeping(passing)
            matchCount = passing[scope].count { $0 }
        } else if !hidden.isEmpty {
            kept = []
            matchCount = scope.count { order[$0] < tree.spanCount && !hidden[$0] }
        } else {
            kept = []
            // Nodes without span are roots.
            let hasSpan = filter.root.map { !tree.isSynthetic($0) }
            matchCount = hasSpan.map { $0 ? scope.count : scope.count - 1 } ?? tree.spanCount
        }
        groups.findLeaders(in: scope, kept: kept, hidden: hidden)
        nodes = Array(unsafeUninitializedCapacity: scope.count) { rows, count in
            order.withUnsafeBufferPointer { order in
                forEachPlace { place in
                    rows[count] = order[place]
                    count += 1
                }
            }
        }
    }

    /// How many levels deep a place stands, without those that are hidden.
    private func level(at place: Int) -> Int32 { depths[place] - hidden.raise(of: place) }

    /// The places of the subtree that is shown.
    private var scope: Range<Int> {
        guard let root = filter.root else { return 0..<order.count }
        let first = Int(positions[root])
        return first..<first + Int(sizes[first])
    }

    /// Visits the places that folding and filter leave, in order.
    @inline(__always)
    private func forEachPlace(_ visit: (Int) -> Void) {
        let scope = scope
        sizes.withUnsafeBufferPointer { sizes in
            folded.withUnsafeBufferPointer { folded in
                kept.withUnsafeBufferPointer { kept in
                    var place = scope.lowerBound
                    while place < scope.upperBound {
                        if !kept.isEmpty && !kept[place] {
                            // Nothing below passes either, else the node would be kept.
                            place += Int(sizes[place])
                            continue
                        }
                        if hidden[place] {
                            place += 1
                            continue
                        }
                        switch groups.stand(of: place) {
                        case .alone:
                            visit(place)
                            place += folded[place] ? Int(sizes[place]) : 1
                        case .leader:
                            visit(place)
                            place += Int(sizes[place])
                        case .behindLeader: place += Int(sizes[place])
                        }
                    }
                }
            }
        }
    }

    /// What passes, and the ancestors of that.
    private func keeping(_ passing: [Bool]) -> [Bool] {
        var result = passing
        result.withUnsafeMutableBufferPointer { kept in
            sizes.withUnsafeBufferPointer { sizes in
                // The next kept place behind: if that is in the subtree, the subtree is kept.
                var next = Int.max
                for place in kept.indices.reversed() {
                    if next < place + Int(sizes[place]) { kept[place] = true }
                    if kept[place] { next = place }
                }
            }
        }
        return result
    }
}
