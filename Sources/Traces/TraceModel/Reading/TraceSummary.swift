/// What a list shows of a trace without its spans.
package struct TraceSummary: Sendable, Equatable {
    package var id: TraceID
    /// Empty when the root is not known.
    package var rootService: String
    package var rootOperation: String
    /// Earliest start of a span.
    package var start: Timestamp
    /// Latest end of a span.
    package var end: Timestamp
    package var spanCount: Int
    package var errorCount: Int
    /// Spans whose parent is missing; nil when the source does not say.
    package var orphanCount: Int?
    /// By name.
    package var services: [ServiceShare]
    /// Spans that were moved in time to correct clock skew, as far as the source says so: times and duration are those after it.
    package var movedSpanCount: Int

    package init(
        id: TraceID,
        rootService: String,
        rootOperation: String,
        start: Timestamp,
        end: Timestamp,
        spanCount: Int,
        errorCount: Int,
        orphanCount: Int?,
        services: [ServiceShare],
        movedSpanCount: Int = 0
    ) {
        self.id = id
        self.rootService = rootService
        self.rootOperation = rootOperation
        self.start = start
        self.end = end
        self.spanCount = spanCount
        self.errorCount = errorCount
        self.orphanCount = orphanCount
        self.services = services
        self.movedSpanCount = movedSpanCount
    }

    /// Latest end less earliest start, in nanoseconds.
    package var duration: Nanoseconds { end.since(start) }

    /// When the trace was recorded, as a source is asked for it; nil if these times are others than the recorded ones.
    package var recordedTime: ClosedRange<Timestamp>? {
        movedSpanCount > 0 ? nil : start...max(start, end)
    }
}

/// How many spans of a trace belong to one service.
package struct ServiceShare: Sendable, Equatable {
    package var name: String
    package var spanCount: Int
    package var errorCount: Int

    package init(name: String, spanCount: Int, errorCount: Int) {
        self.name = name
        self.spanCount = spanCount
        self.errorCount = errorCount
    }
}
