import TraceModel

/// How failures propagate in a tree: from the span that failed first to its callers, until one of them did not fail.
///
/// A failure rises to the parent unless a later call of the same name beside it went well, or the parent says
/// of itself that it is OK. A parent that says nothing lets it pass, as spans without a status do in most
/// instrumentation. A failed span to which a failure rises is its echo.
struct FailurePaths {
    /// Whether a failure rises to the node from below.
    let isReached: [Bool]
    /// Nodes that failed, or to which a failure rose, before a later call beside them went well.
    private let isRetried: [Bool]
    /// What becomes of a failure at each node.
    private(set) var outcomes: [FailureOutcome]
    /// How many failed spans above each node a failure there rises to.
    private(set) var echoes: [Int32]

    /// - Complexity: O(spans).
    init(_ tree: TraceTree) {
        var rises = [Bool](repeating: false, count: tree.nodeCount)
        var retried = rises
        var reached = rises
        for node in tree.order.reversed() {
            let node = Int(node)
            // Where nothing failed, nothing rises.
            guard tree.errorCounts[node] > 0 else { continue }
            Self.findRetries(below: node, in: tree, rises, &retried)
            reached[node] = tree.children(of: node).contains {
                rises[Int($0)] && !retried[Int($0)]
            }
            rises[node] =
                Self.isError(node, tree) || reached[node] && !Self.isOK(node, tree)
        }
        isRetried = retried
        isReached = reached
        outcomes = []
        echoes = []
        followUp(tree)
    }

    /// Marks the children of `node` that failed and were followed by one of the same name that did not.
    private static func findRetries(
        below node: Int,
        in tree: TraceTree,
        _ rises: [Bool],
        _ retried: inout [Bool]
    ) {
        let children = tree.children(of: node)
        guard children.count > 1, children.contains(where: { rises[Int($0)] }) else { return }
        var latest: [UInt64: UInt64] = [:]
        for child in children where !rises[Int(child)] && !tree.isSynthetic(Int(child)) {
            latest[name(Int(child), tree), default: 0] = tree.displayStarts[Int(child)]
        }
        for child in children where rises[Int(child)] {
            guard !tree.isSynthetic(Int(child)), let start = latest[name(Int(child), tree)] else {
                continue
            }
            // Calls side by side are not retries of one another.
            retried[Int(child)] = start >= tree.displayEnds[Int(child)]
        }
    }

    /// From the roots down: what happens to a failure at each node, by what happens at the node above.
    private mutating func followUp(_ tree: TraceTree) {
        outcomes = [FailureOutcome](repeating: .surfaced, count: tree.nodeCount)
        echoes = [Int32](repeating: 0, count: tree.nodeCount)
        for node in tree.order {
            let node = Int(node)
            let isError = Self.isError(node, tree)
            if isRetried[node] {
                outcomes[node] = .retried
            } else if !isError, Self.isOK(node, tree) {
                outcomes[node] = .swallowed
            } else if let parent = tree.parent(of: node), !tree.isSynthetic(parent) {
                outcomes[node] = outcomes[parent]
                echoes[node] = Self.echoes(at: parent, self, tree)
            } else {
                outcomes[node] = isError || tree.isSynthetic(node) ? .surfaced : .swallowed
            }
        }
    }

    private static func echoes(at parent: Int, _ paths: FailurePaths, _ tree: TraceTree) -> Int32 {
        if isError(parent, tree) { return paths.echoes[parent] + 1 }
        return isOK(parent, tree) ? 0 : paths.echoes[parent]
    }

    private static func isError(_ node: Int, _ tree: TraceTree) -> Bool {
        node < tree.spanCount && tree.trace[node].isError
    }

    private static func isOK(_ node: Int, _ tree: TraceTree) -> Bool {
        node < tree.spanCount && tree.trace[node].statusCode == .ok
    }

    /// Service and name in one number; equal texts of one trace have equal indexes.
    private static func name(_ node: Int, _ tree: TraceTree) -> UInt64 {
        let span = tree.trace[node]
        return UInt64(span.serviceIndex) << 32 | UInt64(span.nameIndex)
    }
}
