import TraceModel

/// Walks each root backwards in time with stacks of its own, since chains may be a million spans long.
struct CriticalWalk {
    /// Latest first within a root.
    private var sections: [(span: Int32, section: TimeSection)] = []
    private let tree: TraceTree
    /// Each span's time within its parent's.
    private let clipped: [TimeSection]
    /// Spans outside their parent's time, or that nobody waits for, and all below them.
    private let dropped: [Bool]
    /// Children of the spans on the stack that may still come, of each span the last to finish at the end.
    private var pending: [Int32] = []
    private var stack: [Visit] = []

    private struct Visit {
        let span: Int32
        /// Up to where the span's time is still undecided.
        var edge: UInt64
        /// Where its children begin in `pending`.
        let firstChild: Int
    }

    init(_ tree: TraceTree) {
        self.tree = tree
        let count = tree.spanCount
        var clipped = (0..<count).map {
            TimeSection(start: tree.displayStarts[$0], end: tree.displayEnds[$0])
        }
        var dropped = [Bool](repeating: false, count: count)
        for node in tree.order where Int(node) < count {
            let span = Int(node)
            guard let parent = tree.parent(of: span), parent < count else { continue }
            clipped[span].start = max(clipped[span].start, clipped[parent].start)
            clipped[span].end = min(clipped[span].end, clipped[parent].end)
            dropped[span] =
                dropped[parent] || clipped[span].start > clipped[span].end
                || (tree.trace[parent].kind == .producer && tree.trace[span].kind == .consumer)
        }
        self.clipped = clipped
        self.dropped = dropped
    }

    mutating func follow(_ root: Int32) {
        enter(root)
        while let visit = stack.last {
            if let child = nextChild(of: visit) {
                let end = clipped[Int(child)].end
                emit(visit.span, from: end, to: visit.edge)
                stack[stack.count - 1].edge = clipped[Int(child)].start
                enter(child)
            } else {
                emit(visit.span, from: clipped[Int(visit.span)].start, to: visit.edge)
                pending.removeSubrange(visit.firstChild...)
                stack.removeLast()
            }
        }
    }

    /// What was found, by time within a root; nothing is left.
    mutating func takeSections() -> [(span: Int32, section: TimeSection)] {
        // Found backwards in time, and turned in place: there may be millions.
        sections.reverse()
        defer { sections = [] }
        return sections
    }

    private mutating func enter(_ span: Int32) {
        let firstChild = pending.count
        for child in tree.children(of: Int(span)) where !dropped[Int(child)] {
            pending.append(child)
        }
        if pending.count - firstChild > 1 {
            // Of those that end together, the one that started first comes first.
            let ends = clipped
            pending[firstChild...].sort { left, right in
                let (first, second) = (ends[Int(left)], ends[Int(right)])
                return (first.end, second.start, right) < (second.end, first.start, left)
            }
        }
        stack.append(Visit(span: span, edge: clipped[Int(span)].end, firstChild: firstChild))
    }

    /// The child that finished last by the edge; those that run past it are never needed again.
    private mutating func nextChild(of visit: Visit) -> Int32? {
        while pending.count > visit.firstChild, let child = pending.popLast() {
            if clipped[Int(child)].end <= visit.edge { return child }
        }
        return nil
    }

    private mutating func emit(_ span: Int32, from start: UInt64, to end: UInt64) {
        guard start < end else { return }
        sections.append((span, TimeSection(start: start, end: end)))
    }
}
