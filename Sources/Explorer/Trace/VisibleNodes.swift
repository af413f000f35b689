package import TraceAnalysis

/// The rows of the tree view: the nodes that folding and filters leave, in pre-order.
package struct VisibleNodes: Sendable {
    package private(set) var nodes: [Int32] = []
    /// Nodes whose subtrees are hidden.
    package private(set) var folded: [Bool]
    package private(set) var filter = TreeFilter()
    /// For each node whether the filter keeps it or something below it; empty when it keeps all.
    private var kept: [Bool] = []
    /// Spans passing the filter, without the ancestors kept for them.
    package private(set) var matchCount = 0

    init(_ tree: TraceTree) {
        folded = Array(repeating: false, count: tree.nodeCount)
        nodes = Array(tree.order)
        matchCount = tree.spanCount
    }

    package var count: Int { nodes.count }

    /// The first row that does not stand before `node`.
    ///
    /// - Complexity: O(log rows).
    private func lowerBound(_ node: Int, in tree: TraceTree) -> Int {
        let position = tree.positions[node]
        var low = 0
        var high = nodes.count
        while low < high {
            let middle = (low + high) / 2
            if tree.positions[Int(nodes[middle])] < position {
                low = middle + 1
            } else {
                high = middle
            }
        }
        return low
    }

    /// Whether `node` has a row of its own.
    package func shows(_ node: Int, in tree: TraceTree) -> Bool {
        let row = lowerBound(node, in: tree)
        return row < nodes.count && Int(nodes[row]) == node
    }

    /// Whether the filters let `node` through, folded away or not.
    func passes(_ node: Int, in tree: TraceTree) -> Bool {
        if let root = filter.root, !tree.isInSubtree(node, of: root) { return false }
        return kept.isEmpty || kept[node]
    }

    /// The row of `node`, or of its nearest ancestor with one.
    ///
    /// - Complexity: O(log rows + depth).
    package func row(of node: Int, in tree: TraceTree) -> Int? {
        let place = lowerBound(node, in: tree)
        if place < nodes.count && Int(nodes[place]) == node { return place }
        // Every visible ancestor stands before, and so does all else below it: climb from the row before.
        guard place > 0 else { return nil }
        var next: Int? = Int(nodes[place - 1])
        while let current = next {
            if tree.isInSubtree(node, of: current) { return lowerBound(current, in: tree) }
            if current == filter.root { return nil }
            next = tree.parent(of: current)
        }
        return nil
    }

    package mutating func setFolded(_ isFolded: Bool, _ node: Int) { folded[node] = isFolded }

    /// Opens every ancestor of `node`.
    ///
    /// - Returns: Whether one was folded.
    package mutating func reveal(_ node: Int, in tree: TraceTree) -> Bool {
        var changed = false
        var next = tree.parent(of: node)
        while let current = next {
            if folded[current] {
                folded[current] = false
                changed = true
            }
            next = tree.parent(of: current)
        }
        return changed
    }

    /// Folds (or unfolds) one level: the deepest open (or shallowest folded) parents among the rows.
    package mutating func changeLevel(fold: Bool, in tree: TraceTree) {
        var level: Int32?
        for node in nodes where tree.subtreeSizes[Int(node)] > 1 && folded[Int(node)] != fold {
            let depth = tree.depths[Int(node)]
            level = fold ? max(level ?? depth, depth) : min(level ?? depth, depth)
        }
        guard let level else { return }
        for node in nodes where tree.depths[Int(node)] == level && tree.subtreeSizes[Int(node)] > 1
        {
            folded[Int(node)] = fold
        }
    }

    /// Works the rows out anew.
    ///
    /// - Complexity: O(nodes).
    package mutating func update(_ tree: TraceTree, filter: TreeFilter, passes: (Int) -> Bool) {
        self.filter = filter
        let needsMask = filter.onlyHits || filter.onlyCritical || filter.shortest > 0
        let scope = filter.root.map { tree.subtree(of: $0) } ?? tree.order[...]
        kept = []
        matchCount = 0
        if needsMask {
            kept = Array(repeating: false, count: tree.nodeCount)
            for node in scope.reversed() {
                let node = Int(node)
                if passes(node) {
                    matchCount += 1
                    kept[node] = true
                }
                if kept[node], let parent = tree.parent(of: node) { kept[parent] = true }
            }
        } else {
            matchCount = scope.count { Int($0) < tree.spanCount }
        }
        nodes.removeAll(keepingCapacity: true)
        var place = scope.startIndex
        while place < scope.endIndex {
            let node = Int(scope[place])
            if needsMask && !kept[node] {
                // Nothing below passes either, else the node were kept.
                place += Int(tree.subtreeSizes[node])
                continue
            }
            nodes.append(Int32(node))
            place += folded[node] ? Int(tree.subtreeSizes[node]) : 1
        }
    }
}
