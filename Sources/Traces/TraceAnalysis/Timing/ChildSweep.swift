import TraceModel

/// Goes through a span's time from start to end and stops at each stretch in which no child runs.
struct ChildSweep {
    private let starts: [UInt64]
    private let ends: [UInt64]
    private var children: ArraySlice<Int32>
    private var now: UInt64
    private let end: UInt64

    init(_ tree: TraceTree, _ span: Int) {
        starts = tree.displayStarts
        ends = tree.displayEnds
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
