package import TraceModel

extension TraceSummary {
    /// The same of a trace that is read in parts; nil if the trace is gone.
    ///
    /// Holds one part at a time, and ids and parents of all spans.
    ///
    /// - Complexity: O(spans).
    package init?(_ trace: TraceInParts) {
        guard var part = trace.part(from: 0) else { return nil }
        guard part.end < trace.spanCount else {
            self.init(part.trace)
            return
        }
        var ids = SpanIDTable(capacity: trace.spanCount)
        var parents: [SpanID] = []
        var shares: [String: ServiceShare] = [:]
        var root: (start: Timestamp, service: String, operation: String)?
        var times = KnownTimes()
        var errors = 0
        var movedSpans = 0
        while true {
            var services = ServiceTally()
            var moved = MovedSpans(part.trace.columns)
            for span in part.trace.spans {
                services.add(span.serviceIndex, isError: span.isError)
                moved.add(row: span.row)
                ids.insert(0, for: span.id)
                if span.isError { errors += 1 }
                times.add(start: span.start, end: span.end)
                if let parent = span.parentID {
                    parents.append(parent)
                } else if root.map({ span.start < $0.start }) ?? true {
                    root = (span.start, span.serviceName, span.name)
                }
            }
            movedSpans += moved.count
            for share in services.shares(part.trace.columns.strings) {
                let known = shares[share.name]
                shares[share.name] = ServiceShare(
                    name: share.name,
                    spanCount: share.spanCount + (known?.spanCount ?? 0),
                    errorCount: share.errorCount + (known?.errorCount ?? 0)
                )
            }
            guard part.end < trace.spanCount else { break }
            guard let next = trace.part(from: part.end), next.end > part.end else { return nil }
            part = next
        }
        self.init(
            id: trace.id,
            rootService: root?.service ?? "",
            rootOperation: root?.operation ?? "",
            start: times.start,
            end: times.end,
            spanCount: trace.spanCount,
            errorCount: errors,
            orphanCount: parents.count { ids[$0] == nil },
            services: shares.values.sorted {
                $0.name.utf8.lexicographicallyPrecedes($1.name.utf8)
            },
            movedSpanCount: movedSpans
        )
    }
}
