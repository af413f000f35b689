import TraceModel

/// Stretches that nobody instrumented: time of a span with children during which none of them runs.
///
/// A stretch counts from a share of its span's duration on. What a client or producer waits before its first
/// and after its last child is the way to the other side and back, and no gap.
package struct Gaps: Sendable {
    private let lists: SectionLists

    /// `share` is the smallest part of a span's duration that is a gap, 0...1.
    ///
    /// - Complexity: O(spans).
    package init(_ tree: TraceTree, share: Double = 0.1) {
        var found: [(span: Int32, section: TimeSection)] = []
        var sweep = ChildSweep(tree)
        for span in 0..<tree.spanCount where !tree.children(of: span).isEmpty {
            let start = tree.displayStarts[span]
            let end = tree.displayEnds[span]
            let least = Double(end - start) * share
            let kind = tree.trace[span].kind
            let isRemote = kind == .client || kind == .producer
            sweep.begin(span)
            while let idle = sweep.nextIdle() {
                let touchesEdge = idle.start == start || idle.end == end
                guard Double(idle.end - idle.start) >= least, !(isRemote && touchesEdge) else {
                    continue
                }
                found.append((Int32(span), idle))
            }
        }
        lists = SectionLists(found, spanCount: tree.spanCount)
    }

    /// The gaps of one span, by time.
    package func sections(of span: Int) -> ArraySlice<TimeSection> { lists[span] }
}
