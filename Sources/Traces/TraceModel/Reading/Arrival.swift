/// A trace that came or grew, as it is now.
package struct Arrival: Sendable {
    package var summary: TraceSummary
    package var calls: [ServiceCall]
    /// All of it, where the source has that at hand.
    package var trace: Trace?

    package init(summary: TraceSummary, calls: [ServiceCall], trace: Trace? = nil) {
        self.summary = summary
        self.calls = calls
        self.trace = trace
    }
}

/// What came since the consumer last took something.
///
/// A trace that grew several times meanwhile is in it once, as it is now.
package struct ArrivalBatch: Sendable {
    package var arrivals: [Arrival]
    /// Traces that came while too many waited already, or were gone before they were taken; a search finds those
    /// that the source still holds.
    package var skippedTraces: Int

    package init(_ arrivals: [Arrival], skippedTraces: Int = 0) {
        self.arrivals = arrivals
        self.skippedTraces = skippedTraces
    }
}
