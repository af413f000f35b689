package import TraceModel

/// What has to be known of all traces of a list to show any of them.
package struct TraceListFacts: Sendable {
    /// When the first and the last began; nil without traces, and where none says when.
    package private(set) var starts: ClosedRange<Timestamp>?
    /// When the first and the last ended.
    package private(set) var ends: ClosedRange<Timestamp>?
    /// The longest trace, which has the longest bar.
    package private(set) var longest: Nanoseconds = 1
    package private(set) var roots = RootNames()
    /// Columns of the most and longest names of services of a trace, with their number.
    package private(set) var widestServices = 0

    package init() {}

    /// - Complexity: O(traces · log names).
    package init(_ summaries: some Sequence<TraceSummary>) {
        for summary in summaries { add(summary) }
        roots.findSharedBeginnings()
    }

    /// Adds a trace, or what one has grown to.
    mutating func add(_ summary: TraceSummary) {
        starts = Self.widened(starts, by: summary.start)
        ends = Self.widened(ends, by: summary.end)
        longest = max(longest, summary.duration)
        roots.add(summary)
        // Names of others than ASCII may be wider or narrower: a cell that does not fit is cut.
        let names = summary.services.reduce(2) {
            $0 + 1 + min(60, $1.name.utf8.count) + ($1.errorCount > 0 ? 1 : 0)
        }
        widestServices = max(widestServices, min(names, 200))
    }

    private static func widened(
        _ range: ClosedRange<Timestamp>?,
        by time: Timestamp
    ) -> ClosedRange<Timestamp>? {
        guard time.isKnown else { return range }
        guard let range else { return time...time }
        return min(range.lowerBound, time)...max(range.upperBound, time)
    }
}
