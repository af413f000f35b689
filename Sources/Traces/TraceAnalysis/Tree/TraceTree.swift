package import TraceModel

/// Who called whom: the spans of a trace as a forest of flat arrays.
///
/// Nodes 0..<`spanCount` are the spans of the trace by number. Each parent id that is missing from the trace
/// adds one synthetic node behind them, a root that holds the orphans. Self-parents and cycles are broken, so
/// every node is reached from a root exactly once. Roots and children are sorted by start, then by number.
package struct TraceTree: Sendable {
    package let trace: Trace
    /// The node above each node, −1 for a root.
    package var parents: [Int32] { links.parents }
    /// Levels above each node; 0 for a root.
    package let depths: [Int32]
    /// All nodes in pre-order.
    package let order: [Int32]
    /// The place of each node in `order`.
    package let positions: [Int32]
    /// Number of nodes in each node's subtree, itself included: `order` may skip as many to pass it.
    package let subtreeSizes: [Int32]
    /// Number of failed spans in each node's subtree, itself included.
    package let errorCounts: [Int32]
    /// Nodes without parent.
    package let roots: [Int32]
    /// What was repaired or is odd, missing parents first.
    package let issues: [TreeIssue]
    /// Ids of the synthetic nodes, the first of which is node `spanCount`.
    package var missingIDs: [SpanID] { links.missingIDs }
    /// Start of each node as drawn, nanoseconds since the epoch: a span without start has its parent's.
    package var displayStarts: [UInt64] { times.starts }
    /// End of each node as drawn; never before its start.
    package var displayEnds: [UInt64] { times.ends }
    /// The first span of each id.
    package var ids: SpanIDTable { links.ids }

    private let links: ParentLinks
    private let times: DisplayTimes
    private let childOffsets: [Int32]
    private let childList: [Int32]

    /// Finds parents, breaks what loops, and orders everything.
    ///
    /// - Complexity: O(spans · log spans), without recursion.
    package init(_ trace: Trace) {
        var links = ParentLinks(trace)
        var times = DisplayTimes(trace, parents: links.parents, missing: links.missingIDs.count)
        links.breakCycles(starts: times.starts)
        let total = links.parents.count
        let layout = TreeLayout(parents: links.parents, starts: times.starts)
        times.extendUnfinished(parents: links.parents, order: layout.order)
        var sizes = [Int32](repeating: 1, count: total)
        var errors = [Int32](repeating: 0, count: total)
        let rows = trace.rows
        let isError = trace.columns.errors
        for node in layout.order.reversed() {
            let node = Int(node)
            if node < rows.indices.upperBound && isError[rows[node]] { errors[node] += 1 }
            let parent = Int(links.parents[node])
            guard parent >= 0 else { continue }
            sizes[parent] += sizes[node]
            errors[parent] += errors[node]
        }

        self.trace = trace
        self.links = links
        self.times = times
        depths = layout.depths
        order = layout.order
        positions = layout.positions
        roots = layout.roots
        childOffsets = layout.childOffsets
        childList = layout.childList
        subtreeSizes = sizes
        errorCounts = errors
        issues = links.issues(childOffsets: layout.childOffsets) + times.issues
    }

    /// Number of spans, which are the first nodes.
    package var spanCount: Int { trace.count }

    /// Number of nodes, synthetic ones included.
    package var nodeCount: Int { parents.count }

    /// Whether the node stands for a span that is not in the trace.
    package func isSynthetic(_ node: Int) -> Bool { node >= spanCount }

    /// The id that orphans name as their parent and no span has; nil for a span.
    package func missingID(of node: Int) -> SpanID? {
        isSynthetic(node) ? missingIDs[node - spanCount] : nil
    }

    /// The children of a node, by start.
    package func children(of node: Int) -> ArraySlice<Int32> {
        childList[Int(childOffsets[node])..<Int(childOffsets[node + 1])]
    }

    /// The node above, nil for a root.
    package func parent(of node: Int) -> Int? {
        let parent = parents[node]
        return parent < 0 ? nil : Int(parent)
    }

    /// A node and everything below it, in pre-order.
    package func subtree(of node: Int) -> ArraySlice<Int32> {
        let first = Int(positions[node])
        return order[first..<first + Int(subtreeSizes[node])]
    }

    /// Whether `node` is `ancestor` or somewhere below it.
    ///
    /// - Complexity: O(1).
    package func isInSubtree(_ node: Int, of ancestor: Int) -> Bool {
        let distance = positions[node] - positions[ancestor]
        return distance >= 0 && distance < subtreeSizes[ancestor]
    }

    /// Where failed spans stand in `order`.
    ///
    /// - Complexity: O(nodes), without looking at subtrees in which nothing failed.
    package var errorPlaces: [Int32] {
        var places: [Int32] = []
        var place = 0
        while place < order.count {
            let node = Int(order[place])
            guard errorCounts[node] > 0 else {
                place += Int(subtreeSizes[node])
                continue
            }
            if node < spanCount, trace[node].isError { places.append(Int32(place)) }
            place += 1
        }
        return places
    }

    /// The first span of this id.
    package func span(withID id: SpanID) -> Int? { ids[id].map { Int($0) } }
}
