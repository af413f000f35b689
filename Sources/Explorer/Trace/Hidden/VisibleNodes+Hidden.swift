package import TraceAnalysis

/// The tree as it stands while services are hidden: what is below their spans has moved up.
extension VisibleNodes {
    /// Whether `node` is hidden with its service, or with one above it.
    func isHidden(_ node: Int) -> Bool { hidden[Int(positions[node])] }

    /// The nearest node above that is not hidden; nil at the top of what is shown.
    func parent(of node: Int, in tree: TraceTree) -> Int? {
        var current = node
        while current != filter.root, let above = tree.parent(of: current) {
            if !isHidden(above) { return above }
            current = above
        }
        return nil
    }

    /// How many nodes that are not hidden stand above `node`, up to the top of what is shown.
    package func level(of node: Int, in tree: TraceTree) -> Int {
        let place = Int(positions[node])
        let level = tree.depths[node] - hidden.raise(of: place)
        guard let root = filter.root else { return Int(level) }
        let top = Int(positions[root])
        return Int(level - tree.depths[root] + hidden.raise(of: top))
    }

    /// The last row below `parent` that stands one level deeper; nil if there is none.
    ///
    /// - Complexity: O(log rows + depth).
    func lastRaisedChild(of parent: Int, in tree: TraceTree) -> Int? {
        let end = positions[parent] + tree.subtreeSizes[parent]
        let row = lowerBound(place: end) - 1
        guard row >= 0, nodes.indices.contains(row) else { return nil }
        var node = Int(nodes[row])
        guard positions[node] > positions[parent] else { return nil }
        while let above = self.parent(of: node, in: tree), above != parent { node = above }
        return node
    }
}
