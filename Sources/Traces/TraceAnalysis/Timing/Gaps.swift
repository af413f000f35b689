import TraceModel

/// Stretches that nobody instrumented: time of a span with children during which none of them runs.
///
/// Which stretches count is ``IdleStretches``'s rule.
package struct Gaps: Sendable {
    /// The smallest part of a span's duration that is a gap.
    package static let usualShare = 0.1

    private let lists: SectionLists

    /// `share` is the smallest part of a span's duration that is a gap, 0...1.
    ///
    /// - Complexity: O(spans).
    package init(_ tree: TraceTree, share: Double = Gaps.usualShare) {
        var found: [(span: Int32, section: TimeSection)] = []
        var idle = IdleStretches(tree, share: share)
        for span in 0..<tree.spanCount where !tree.children(of: span).isEmpty {
            idle.find(in: span)
            for (section, time) in idle.stretches where time == .gap {
                found.append((Int32(span), section))
            }
        }
        lists = SectionLists(found, spanCount: tree.spanCount)
    }

    /// The gaps of one span, by time.
    package func sections(of span: Int) -> ArraySlice<TimeSection> { lists[span] }

    /// Number of gaps of all spans.
    package var count: Int { lists.count }
}
