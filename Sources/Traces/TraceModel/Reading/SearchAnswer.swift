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
    /// Spans, summaries and other parts that could not be read, or not wholly; `notes` say why.
    package var malformedCount: Int
    /// How many traces came, those included that were filtered here or could not be read.
    package var receivedCount: Int
    /// The calls of each trace, where the query asked for them and whole traces travelled; nil otherwise.
    package var calls: [TraceID: [ServiceCall]]?
    /// The traces themselves, where the query asked for their spans; nil otherwise.
    package var traces: [TraceID: Trace]?
    /// The source's clock when it began to answer, cut to whole seconds (`Date` of HTTP); nil when it does
    /// not say, as sources in this process need not.
    package var serverTime: Timestamp?

    package init(
        summaries: [TraceSummary],
        limitHit: Bool,
        filteredHere: [String] = [],
        notes: [String] = [],
        malformedCount: Int = 0,
        receivedCount: Int? = nil,
        calls: [TraceID: [ServiceCall]]? = nil,
        traces: [TraceID: Trace]? = nil,
        serverTime: Timestamp? = nil
    ) {
        self.summaries = summaries
        self.limitHit = limitHit
        self.filteredHere = filteredHere
        self.notes = notes
        self.malformedCount = malformedCount
        self.receivedCount = receivedCount ?? summaries.count
        self.calls = calls
        self.traces = traces
        self.serverTime = serverTime
    }
}

/// One trace, and what was not as it should be with its answer.
package struct TraceAnswer: Sendable {
    package var trace: Trace
    /// Malformed spans, replaced text, the server's own remarks.
    package var notes: [String]
    /// Number of spans that the source moved in time to correct clock skew, as far as it says so.
    package var movedSpans: Int

    package init(trace: Trace, notes: [String] = [], movedSpans: Int = 0) {
        self.trace = trace
        self.notes = notes
        self.movedSpans = movedSpans
    }
}
