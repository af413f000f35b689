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

    package init(
        id: TraceID,
        rootService: String,
        rootOperation: String,
        start: Timestamp,
        end: Timestamp,
        spanCount: Int,
        errorCount: Int,
        orphanCount: Int?,
        services: [ServiceShare]
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
    }

    /// Latest end less earliest start, in nanoseconds.
    package var duration: Nanoseconds { end.since(start) }
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
