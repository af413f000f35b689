import TraceModel

/// One event of the trace and whose it is.
package struct EventRow: Sendable, Equatable {
    /// Nanoseconds since the epoch.
    package let time: UInt64
    package let span: Int32
    /// Its number among the events of the span.
    package let event: Int32

    /// All events of a trace by time.
    ///
    /// - Complexity: O(events · log events).
    package static func all(in prepared: PreparedTrace) -> [EventRow] {
        var rows: [EventRow] = []
        for node in 0..<prepared.trace.count {
            for (number, event) in prepared.trace[node].events.enumerated() {
                rows.append(
                    EventRow(
                        time: event.time.nanoseconds,
                        span: Int32(node),
                        event: Int32(number)
                    )
                )
            }
        }
        return rows.sorted { ($0.time, $0.span, $0.event) < ($1.time, $1.span, $1.event) }
    }
}

/// The table of events: view `5` of a trace.
package struct EventTableState: Sendable {
    package var rows: [EventRow] = []
    package var cursor = ListCursor()
    package var request: RequestID?
    package var isLoaded = false

    init() {}
}
