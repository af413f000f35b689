package import TraceModel

/// What the source reports unasked.
extension Follower {
    /// How far what was told may lag behind the source: it is taken from the stream now and then.
    private static let lag: Nanoseconds = .seconds(2)

    mutating func take(
        _ batch: ArrivalBatch,
        _ now: Moment,
        _ changes: inout FollowChanges
    ) {
        guard isRunning else { return }
        let time = clock.earliest(now)
        let filter = SummaryFilter(plan.wanted.conditions)
        for arrival in batch.arrivals where filter.accepts(arrival.summary) {
            _ = take(
                FollowedTrace(summary: arrival.summary, calls: arrival.calls),
                whole: arrival.trace,
                now,
                &changes
            )
        }
        let before = lastReported ?? reportedSince ?? time
        lastReported = time
        guard batch.skippedTraces > 0 else { return }
        figures.skippedArrivals += batch.skippedTraces
        changes.skipped += batch.skippedTraces
        // What was left out may have happened at any time: all is to be asked for once more.
        reportedSince = time
        // What was taken for seen while they waited was not.
        for place in streams.indices {
            streams[place].forget(after: before.advanced(by: -Self.lag))
        }
    }

    /// All that was asked for since the source tells of what comes is known up to now.
    mutating func trustArrivals(_ now: Moment) {
        guard hasArrivals, let since = reportedSince else { return }
        let time = clock.earliest(now).advanced(by: -Self.lag)
        guard time > since else { return }
        for place in streams.indices {
            streams[place].coverage.raise(seenSince: since, to: time)
            streams[place].coverage.note(since, time, seenAt: time)
        }
    }
}

extension FollowPlan {
    /// Whether a summary tells that a trace is wanted, so that what a source sends unasked can be used.
    package static func canTakeArrivals(_ wanted: TraceQuery) -> Bool {
        SummaryFilter(wanted.conditions).isComplete
    }
}
