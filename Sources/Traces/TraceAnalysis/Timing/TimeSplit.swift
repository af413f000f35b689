package import TraceModel

/// What a span's time went to; the four parts add up to its duration as drawn.
///
/// ``own``, ``gap`` and ``queue`` together are the span's self time, see ``SelfTimes``.
package struct TimeSplit: Sendable, Hashable {
    /// Work of the span itself, nanoseconds.
    package var own: Nanoseconds = 0
    /// While a direct child ran.
    package var waiting: Nanoseconds = 0
    /// While nobody who was instrumented did anything: see ``Gaps``.
    package var gap: Nanoseconds = 0
    /// While a message of this producer lay in a queue.
    package var queue: Nanoseconds = 0

    package init() {}

    /// Of one span.
    ///
    /// - Complexity: O(children).
    package init(_ tree: TraceTree, span: Int) {
        var idle = IdleStretches(tree, share: Gaps.usualShare)
        self.init(tree, span: span, &idle)
    }

    /// Of one span of several: `idle` is that of the tree.
    init(_ tree: TraceTree, span: Int, _ idle: inout IdleStretches) {
        var parts: (own: UInt64, gap: UInt64, queue: UInt64) = (0, 0, 0)
        idle.find(in: span)
        for (section, time) in idle.stretches {
            let length = section.end - section.start
            switch time {
            case .own: parts.own += length
            case .gap: parts.gap += length
            case .queue: parts.queue += length
            }
        }
        let duration = tree.displayEnds[span] - tree.displayStarts[span]
        own = Nanoseconds(clamping: parts.own)
        gap = Nanoseconds(clamping: parts.gap)
        queue = Nanoseconds(clamping: parts.queue)
        waiting = Nanoseconds(clamping: duration - parts.own - parts.gap - parts.queue)
    }

    /// The duration of the span.
    package var total: Nanoseconds { own + waiting + gap + queue }

    /// Adds another span's.
    mutating func add(_ other: TimeSplit) {
        own = own.addingSaturated(other.own)
        waiting = waiting.addingSaturated(other.waiting)
        gap = gap.addingSaturated(other.gap)
        queue = queue.addingSaturated(other.queue)
    }
}
