import TerminalText
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

    /// Columns that the widest label of the first rows takes, gutter, guides and sign included; nil without rows.
    ///
    /// - Complexity: O(1): of very many rows the first few hundred are looked at.
    static func widest(of trace: Trace, _ tree: TraceTree, _ rows: VisibleNodes) -> Int? {
        rows.nodes.prefix(500).compactMap { node -> Int? in
            let node = Int(node)
            guard node < tree.spanCount else { return nil }
            let span = trace[node]
            let letters = Lettering(glyphs: .unicode, longest: 80)
            let count = rows.repeatCount(node).map { String($0).count + 2 } ?? 0
            return 5 + min(16, Int(tree.depths[node])) + count
                + letters.text(span.serviceName).width
                + letters.text(span.name).width
        }.max()
    }

    /// - Parameters:
    ///   - node: A node of the tree, synthetic ones included.
    ///   - prepared: The trace.
    ///   - rows: What folding and filters leave of it; nil for all.
    ///   - levels: The most guides that there is room for.
    /// - Complexity: O(levels shown · log spans).
    package init(_ node: Int, of prepared: PreparedTrace, in rows: VisibleNodes?, levels: Int) {
        let tree = prepared.tree
        repeats = rows?.repeatCount(node)
        let isFolded = rows?.isFolded(node) ?? false || repeats != nil
        func lastChild(of parent: Int) -> Int? {
            guard let rows else { return tree.children(of: parent).last.map { Int($0) } }
            return rows.lastShownChild(of: parent, in: tree)
        }
        func above(_ node: Int) -> Int? {
            guard let rows else { return tree.parent(of: node) }
            return rows.parent(of: node, in: tree)
        }
        var flags: [Bool] = []
        let parent = above(node)
        isChild = parent != nil
        isLastChild = true
        if let parent {
            isLastChild = lastChild(of: parent) == node
            var next = parent
            while flags.count < levels, let above = above(next) {
                flags.append(lastChild(of: above) != next)
                next = above
            }
        }
        guides = flags.reversed()
        let level = rows.map { $0.level(of: node, in: tree) } ?? Int(tree.depths[node])
        cutLevels = isChild ? level - 1 - flags.count : 0
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
