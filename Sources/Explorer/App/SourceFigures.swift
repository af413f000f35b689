import PlainText

/// What a backend in the same process says of itself beside its answers.
package struct SourceFigures: Sendable, Equatable {
    /// Spans that were accepted and then lost.
    package var droppedSpans: Int
    /// Spans that were refused and stay with their senders: there was no room, or they were not acceptable.
    package var refusedSpans: Int
    /// Traces that were evicted to make room for newer ones.
    package var evictedTraces: Int
    /// Something under way that makes answers incomplete, in words; nil when nothing is.
    package var underWay: String?

    package init(
        droppedSpans: Int = 0,
        refusedSpans: Int = 0,
        evictedTraces: Int = 0,
        underWay: String? = nil
    ) {
        self.droppedSpans = droppedSpans
        self.refusedSpans = refusedSpans
        self.evictedTraces = evictedTraces
        self.underWay = underWay
    }

    /// What a reader of its answers must know, most important first; empty when there is nothing.
    package var honesty: [String] {
        var words: [String] = []
        if droppedSpans > 0 {
            words.append("backend lost \(CountText.of(droppedSpans, "span"))")
        }
        if refusedSpans > 0 {
            words.append("backend refused \(CountText.of(refusedSpans, "span"))")
        }
        if let underWay { words.append(underWay) }
        if evictedTraces > 0 {
            words.append("\(CountText.of(evictedTraces, "oldest trace")) evicted")
        }
        return words
    }
}
