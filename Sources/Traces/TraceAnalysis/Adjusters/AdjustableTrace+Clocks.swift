import TraceModel

extension AdjustableTrace {
    /// Moves spans whose host's clock runs apart from their parent's, as Jaeger's clock skew adjuster does.
    mutating func correctClocks(upTo limit: Nanoseconds) {
        let hosts = resources.map { Int($0.host) }
        let members = spans.map {
            ClockCorrection.Member(
                id: $0.spanID,
                parentID: $0.parentID,
                times: ClockSkew.Times(
                    start: Timestamp(nanoseconds: $0.start),
                    end: Timestamp(nanoseconds: $0.end)
                ),
                host: hosts[Int($0.resource)],
                kind: $0.kind
            )
        }
        let correction = ClockCorrection(members, upTo: limit, by: .jaeger)
        for span in correction.duplicates {
            warn(span, "duplicate span IDs; skipping clock skew adjustment")
        }
        for span in correction.orphans {
            let parent = spans[span].parentID.hex
            warn(
                span,
                "parent span ID=\(parent) is not in the trace; skipping clock skew adjustment"
            )
        }
        for (span, delta) in correction.deltas.enumerated() where delta != 0 {
            shift(span, by: delta, upTo: limit)
        }
    }

    private mutating func shift(_ span: Int, by delta: Nanoseconds, upTo limit: Nanoseconds) {
        guard delta.magnitude <= limit.magnitude else {
            let reason =
                limit == 0
                ? "clock skew adjustment disabled"
                : "max clock skew adjustment delta of \(GoDurationString.text(of: limit)) exceeded"
            let text = GoDurationString.text(of: delta)
            warn(span, "\(reason); not applying calculated delta of \(text)")
            return
        }
        move(span, by: delta)
        warn(span, ClockSkew.warning(of: delta))
    }

    /// Moves a span and its events in time.
    mutating func move(_ span: Int, by delta: Nanoseconds) {
        func moved(_ time: UInt64) -> UInt64 {
            Timestamp(nanoseconds: time).advanced(by: delta).nanoseconds
        }
        spans[span].start = moved(spans[span].start)
        // Zero says that no end is known.
        if spans[span].end != 0 { spans[span].end = moved(spans[span].end) }
        for event in spans[span].events.indices {
            spans[span].events[event].time = moved(spans[span].events[event].time)
        }
    }
}
