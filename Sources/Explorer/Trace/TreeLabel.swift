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
    /// How many equal siblings the row stands for; nil if it stands for the span alone.
    package var repeats: Int?

    /// - Parameters:
    ///   - node: A node of the tree, synthetic ones included.
    ///   - prepared: The trace.
    ///   - rows: What folding and filters leave of it; nil for all.
    ///   - levels: The most guides that there is room for.
    /// - Complexity: O(levels shown · log spans).
    package init(_ node: Int, of prepared: PreparedTrace, in rows: VisibleNodes?, levels: Int) {
        let tree = prepared.tree
        let root = rows?.filter.root
        repeats = rows?.repeatCount(node)
        let isFolded = rows?.isFolded(node) ?? false || repeats != nil
        func lastChild(of parent: Int) -> Int? {
            guard let rows else { return tree.children(of: parent).last.map { Int($0) } }
            return rows.lastShownChild(of: parent, in: tree)
        }
        var flags: [Bool] = []
        isChild = node != root && tree.parent(of: node) != nil
        isLastChild = true
        if isChild, let parent = tree.parent(of: node) {
            isLastChild = lastChild(of: parent) == node
            var next = parent
            while flags.count < levels, next != root, let above = tree.parent(of: next) {
                flags.append(lastChild(of: above) != next)
                next = above
            }
        }
        guides = flags.reversed()
        let top = root.map { tree.depths[$0] } ?? 0
        cutLevels = isChild ? Int(tree.depths[node] - top) - 1 - flags.count : 0
        let below = Int(tree.subtreeSizes[node]) - 1
        hidden = isFolded && repeats == nil ? below : 0
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
                sign =
                    isFolded
                    ? (below == 0 && repeats == nil ? .leaf : .folded) : below == 0 ? .leaf : .open
            }
        } else {
            service = ""
            name = ""
            missing = tree.missingID(of: node)
            sign = isFolded ? .folded : .open
        }
    }
}
