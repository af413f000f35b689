package import TraceAnalysis

/// The rows of the tree view: the nodes that folding and filters leave, in pre-order.
package struct VisibleNodes: Sendable {
    package private(set) var nodes: [Int32] = []
    /// Nodes whose subtrees are hidden.
    package private(set) var folded: [Bool]
    package private(set) var filter = TreeFilter()
    /// Spans passing the filter, without the ancestors kept for them.
    package private(set) var matchCount = 0

    init(_ tree: TraceTree) {
        folded = Array(repeating: false, count: tree.nodeCount)
        nodes = Array(tree.order)
        matchCount = tree.spanCount
    }

    package var count: Int { nodes.count }

    /// The row of `node`, or of its nearest visible ancestor.
    ///
    /// - Complexity: O(depth · log rows).
    package func row(of node: Int, in tree: TraceTree) -> Int? {
        var next: Int? = node
        while let current = next {
            let position = tree.positions[current]
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
            if low < nodes.count && Int(nodes[low]) == current { return low }
            next = tree.parent(of: current)
        }
        return nil
    }

    package mutating func setFolded(_ isFolded: Bool, _ node: Int) { folded[node] = isFolded }

    /// Opens every ancestor of `node`.
    package mutating func reveal(_ node: Int, in tree: TraceTree) {
        var next = tree.parent(of: node)
        while let current = next {
            folded[current] = false
            next = tree.parent(of: current)
        }
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
        var kept: [Bool] = []
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
