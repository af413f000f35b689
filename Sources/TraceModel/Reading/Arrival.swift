/// A trace that came or grew, as it is now.
package struct Arrival: Sendable, Equatable {
    package var summary: TraceSummary
    package var calls: [ServiceCall]

    package init(summary: TraceSummary, calls: [ServiceCall]) {
        self.summary = summary
        self.calls = calls
    }
}

/// What came since the consumer last took something.
///
/// A trace that grew several times meanwhile is in it once, as it is now.
package struct ArrivalBatch: Sendable, Equatable {
    package var arrivals: [Arrival]
    /// Traces that came while too many waited already; a search finds them.
    package var skippedTraces: Int

    package init(_ arrivals: [Arrival], skippedTraces: Int = 0) {
        self.arrivals = arrivals
        self.skippedTraces = skippedTraces
    }
}
