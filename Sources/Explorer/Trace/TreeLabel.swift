import TraceAnalysis
package import TraceModel

/// What stands left of a bar: guides, the sign of folding or failure, service and name.
package struct TreeLabel: Sendable, Equatable {
    package enum Sign: Sendable, Equatable {
        case leaf, open, folded
        /// The span failed itself.
        case error
        /// A span of the folded subtree failed.
        case errorBelow
    }

    /// For each level above whether a line runs on to a later sibling.
    package var guides: [Bool]
    /// Levels left out at the left because there is no room.
    package var cutLevels: Int
    /// False for roots, which have no parent.
    package var isChild: Bool
    package var isLastChild: Bool
    package var sign: Sign
    package var service: String
    package var name: String
    /// For a synthetic node: the id that is missing.
    package var missing: SpanID?
    /// Spans hidden in a folded subtree, 0 when open.
    package var hidden: Int

    /// - Complexity: O(levels shown).
    package init(_ node: Int, of prepared: PreparedTrace, isFolded: Bool, root: Int?, levels: Int) {
        let tree = prepared.tree
        var flags: [Bool] = []
        isChild = node != root && tree.parent(of: node) != nil
        isLastChild = true
        if isChild, let parent = tree.parent(of: node) {
            isLastChild = tree.children(of: parent).last == Int32(node)
            var next = parent
            while flags.count < levels, next != root, let above = tree.parent(of: next) {
                flags.append(tree.children(of: above).last != Int32(next))
                next = above
            }
        }
        guides = flags.reversed()
        let top = root.map { tree.depths[$0] } ?? 0
        cutLevels = isChild ? Int(tree.depths[node] - top) - 1 - flags.count : 0
        let below = Int(tree.subtreeSizes[node]) - 1
        hidden = isFolded ? below : 0
        if node < tree.spanCount {
            let span = prepared.trace[node]
            service = span.serviceName
            name = span.name
            missing = nil
            if span.isError {
                sign = .error
            } else if isFolded && tree.errorCounts[node] > 0 {
                sign = .errorBelow
            } else {
                sign = below == 0 ? .leaf : isFolded ? .folded : .open
            }
        } else {
            service = ""
            name = ""
            missing = tree.missingID(of: node)
            sign = isFolded ? .folded : .open
        }
    }
}
