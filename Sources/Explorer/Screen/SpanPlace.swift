import TraceAnalysis
package import TraceModel

/// Where a span stands: in which trace, as it was last loaded, and at which node of its tree.
package struct SpanPlace: Sendable {
    package let prepared: PreparedTrace
    package let node: Int

    package init(_ prepared: PreparedTrace, node: Int) {
        self.prepared = prepared
        self.node = node
    }

    var hasParent: Bool { prepared.tree.parent(of: node) != nil }

    var hasNextSibling: Bool {
        let tree = prepared.tree
        let siblings = tree.parent(of: node).map { tree.children(of: $0) } ?? tree.roots[...]
        return siblings.last.map { Int($0) != node } ?? false
    }

    /// The span's id; nil for a node that stands for a missing span.
    package var spanID: SpanID? {
        node < prepared.tree.spanCount ? prepared.trace[node].id : nil
    }
}

/// The outcome of going to the parent or a sibling of a span, see ``ScreenState/walk(_:from:)``.
package enum SpanWalk: Sendable {
    /// The screen shows no spans beside one another.
    case impossible
    /// There is no such span.
    case nothing
    case arrived(SpanPlace)
}
