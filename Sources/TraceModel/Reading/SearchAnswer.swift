/// The traces that a search found, and how it was answered.
package struct SearchAnswer: Sendable {
    /// Newest start first.
    package var summaries: [TraceSummary]
    /// The source returned as many traces as it was asked for: there may be more.
    package var limitHit: Bool
    /// Conditions that the source cannot test and that were tested here instead, in the query's words.
    package var filteredHere: [String]
    /// What was not as it should be: malformed spans, replaced text, the server's own remarks.
    package var notes: [String]

    package init(
        summaries: [TraceSummary],
        limitHit: Bool,
        filteredHere: [String] = [],
        notes: [String] = []
    ) {
        self.summaries = summaries
        self.limitHit = limitHit
        self.filteredHere = filteredHere
        self.notes = notes
    }
}

/// One trace, and what was not as it should be with its answer.
package struct TraceAnswer: Sendable {
    package var trace: Trace
    /// Malformed spans, replaced text, the server's own remarks.
    package var notes: [String]

    package init(trace: Trace, notes: [String] = []) {
        self.trace = trace
        self.notes = notes
    }
}
