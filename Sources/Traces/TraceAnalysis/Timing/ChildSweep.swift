import TraceModel

/// Goes through a span's time from start to end and stops at each stretch in which no child runs.
struct ChildSweep {
    private let tree: TraceTree
    private let starts: [UInt64]
    private let ends: [UInt64]
    private var children: ArraySlice<Int32> = []
    private var now: UInt64 = 0
    private var end: UInt64 = 0

    /// A sweep through no span yet; one does for all spans of a tree, as copying the tree is what costs.
    init(_ tree: TraceTree) {
        self.tree = tree
        starts = tree.displayStarts
        ends = tree.displayEnds
    }

    /// Goes to the start of a span.
    mutating func begin(_ span: Int) {
        children = tree.children(of: span)
        now = starts[span]
        end = ends[span]
    }

    /// The next stretch without a child, nil when the span's end is reached.
    mutating func nextIdle() -> TimeSection? {
        while now < end {
            guard let child = children.popFirst() else {
                defer { now = end }
                return TimeSection(start: now, end: end)
            }
            let start = min(starts[Int(child)], end)
            let idle = TimeSection(start: now, end: start)
            now = max(now, min(ends[Int(child)], end))
            if idle.start < idle.end { return idle }
        }
        return nil
    }
}
