package import TraceModel

/// The figures of the spans that have something in common.
package struct SpanGroup: Sendable, Equatable {
    /// What they have in common; nil for those that lack it.
    package let value: String?
    package var spanCount = 0
    /// Spans through which the group was entered: those whose parent is in another group, or in none.
    package var calls = 0
    /// Failed spans.
    package var errors = 0
    /// Durations added up: spans that run at the same time, or within each other, count each.
    package var total: Nanoseconds = 0
    /// Self times added up, see ``SelfTimes``.
    package var own: Nanoseconds = 0
    /// What the durations went to, added up: the parts make ``total``.
    package var split = TimeSplit()
    /// Time of the group on the critical path.
    package var critical: Nanoseconds = 0
    /// What part of the critical path that is, 0...1; nil where nothing has a length.
    package var criticalShare: Double?
    /// The shortest duration.
    package var min: Nanoseconds = 0
    /// Of the durations, by nearest rank: one that occurs.
    package var p50: Nanoseconds = 0
    package var p95: Nanoseconds = 0
    /// The longest duration.
    package var max: Nanoseconds = 0
    /// Where its spans stand among those of the statistics.
    let places: Range<Int>

    init(_ value: String?, _ places: Range<Int>) {
        self.value = value
        self.places = places
    }
}
