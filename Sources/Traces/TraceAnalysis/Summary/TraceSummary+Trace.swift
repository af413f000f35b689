package import TraceModel

extension TraceSummary {
    /// What Jaeger's trace summaries say of a trace (`/api/v3/trace-summaries`).
    ///
    /// The root is the earliest span without parent id, and nameless if there is none. An orphan has a parent
    /// id that no span has. Spans without start time do not move the start of the others back to 1970.
    ///
    /// - Complexity: O(spans).
    package init(_ trace: Trace) {
        let ids = SpanIDTable(trace)
        var services = ServiceTally()
        var root: Int?
        var times = KnownTimes()
        var errors = 0
        var orphans = 0
        var moved = MovedSpans(trace.columns)
        for index in 0..<trace.count {
            let span = trace[index]
            services.add(span.serviceIndex, isError: span.isError)
            moved.add(row: span.row)
            if span.isError { errors += 1 }
            times.add(start: span.start, end: span.end)
            if let parent = span.parentID {
                if ids[parent] == nil { orphans += 1 }
            } else if root.map({ span.start < trace[$0].start }) ?? true {
                root = index
            }
        }
        self.init(
            id: trace.id,
            rootService: root.map { trace[$0].serviceName } ?? "",
            rootOperation: root.map { trace[$0].name } ?? "",
            start: times.start,
            end: times.end,
            spanCount: trace.count,
            errorCount: errors,
            orphanCount: orphans,
            services: services.shares(trace.columns.strings),
            movedSpanCount: moved.count
        )
    }

    /// The same of these spans at the times that they have in `trace`, which is this one corrected for clock skew.
    ///
    /// Spans without parent, of which one is the root, are never moved.
    package func timed(by trace: Trace) -> TraceSummary {
        var times = KnownTimes()
        var moved = MovedSpans(trace.columns)
        let rows = trace.rows
        let (starts, ends) = (trace.columns.starts, trace.columns.ends)
        for index in rows.indices {
            let row = rows[index]
            times.add(
                start: Timestamp(nanoseconds: starts[row]),
                end: Timestamp(nanoseconds: ends[row])
            )
            moved.add(row: row)
        }
        var timed = self
        timed.movedSpanCount = moved.count
        timed.start = times.start
        timed.end = times.end
        return timed
    }
}

/// The time from the earliest known start to the latest end; zero when nothing is known.
struct KnownTimes {
    private var earliest: Timestamp?
    private var latest = Timestamp.zero

    mutating func add(start: Timestamp, end: Timestamp) {
        latest = max(latest, start, end)
        guard start > .zero else { return }
        earliest = min(earliest ?? start, start)
    }

    var start: Timestamp { earliest ?? .zero }
    var end: Timestamp { max(latest, start) }
}
