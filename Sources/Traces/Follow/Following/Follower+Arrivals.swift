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
        for arrival in batch.arrivals where plan.takes(arrival.summary) {
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
    /// Whether a trace that came unasked is wanted, as far as its summary says.
    fileprivate func takes(_ summary: TraceSummary) -> Bool {
        let isFailed = !wanted.attributes.isEmpty
        guard let service = wanted.service else { return !isFailed || summary.errorCount > 0 }
        return summary.services.contains {
            $0.name == service && (!isFailed || $0.errorCount > 0)
        }
    }

    /// Whether a summary tells that a trace is wanted: conditions on single spans need them, save that one failed.
    package static func canTakeArrivals(_ wanted: TraceQuery) -> Bool {
        wanted.operation == nil && wanted.kind == nil
            && wanted.attributes.allSatisfy { $0.key == "error" && $0.value == "true" }
            && wanted.minDuration == nil && wanted.maxDuration == nil
    }
}
