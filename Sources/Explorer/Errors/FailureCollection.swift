package import TraceAnalysis
package import TraceModel

/// Traces that were read for their failures, without their spans, and the failures grouped by where they began.
package struct FailureCollection: Sendable {
    package private(set) var groups = FailureGroups()
    /// The traces by id.
    package private(set) var summaries: [TraceID: TraceSummary] = [:]

    package init() {}

    /// Keeps what was read; a trace that was known is replaced.
    mutating func add(_ parts: [FailureReading.Part]) {
        for part in parts {
            groups.add(part.failures)
            summaries[part.failures.traceID] = part.summary
        }
    }

    /// Removes traces whose last failure began before `start`, and the oldest of more than `capacity`.
    ///
    /// - Returns: How many, and the latest time that was removed for lack of room.
    /// - Complexity: O(traces), and O(traces · log traces) where there are too many.
    mutating func removeOld(
        before start: Timestamp,
        capacity: Int
    ) -> (count: Int, crowdedOut: Timestamp?) {
        func latest(_ summary: TraceSummary) -> Timestamp {
            groups.latest(of: summary.id) ?? summary.start
        }
        var old = summaries.values.filter { latest($0) < start }.map(\.id)
        let excess = summaries.count - old.count - capacity
        var crowdedOut: Timestamp?
        if excess > 0 {
            let kept = summaries.values.filter { latest($0) >= start }
            let oldest = kept.sorted { latest($0) < latest($1) }.prefix(excess)
            crowdedOut = oldest.last.map(latest)
            old += oldest.map(\.id)
        }
        for id in old {
            groups.remove(id)
            summaries[id] = nil
        }
        return (old.count, crowdedOut)
    }
}
