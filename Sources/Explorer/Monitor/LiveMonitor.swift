import Follow
import PlainText
import TraceModel

/// What a monitor knows while it is followed.
package struct LiveMonitor: FollowedFigures, Sendable {
    /// The name of the follower, or of the polling; nil while another screen is followed instead.
    package var id: RequestID?
    package internal(set) var figuresSource: FiguresSource
    var polling = MetricsPolling()
    var hasMetrics = false
    /// The next question is for all of the range.
    var wantsAll = true
    private var counts = Self.noCounts
    private var status: FollowStatus?
    private var seen: SeenTime?

    /// Five seconds: slices of every range that a key chooses are whole multiples.
    private static let slotLength: Nanoseconds = .seconds(5)
    private static var noCounts: LiveCounts {
        let longest = MonitorState.ranges.last ?? 0
        return LiveCounts(
            basis: .calls,
            slotLength: slotLength,
            slotCount: Int(longest / slotLength) + 2
        )
    }
    /// The newest time is asked for in whole multiples of this, or of a slice where that is shorter.
    private static let coarsest: Nanoseconds = .minutes(1)

    init(_ figuresSource: FiguresSource) { self.figuresSource = figuresSource }

    /// Whether there are any figures yet.
    var hasFigures: Bool { figuresSource == .metrics ? hasMetrics : seen != nil }

    /// Starts over: a new follower repeats what the one before it reported.
    mutating func begin(_ id: RequestID, _ now: Nanoseconds) {
        self.id = id
        counts = Self.noCounts
        status = nil
        seen = nil
        wantsAll = true
        polling.begin(now)
    }

    /// Takes what the follower saw of calls of a service, or of one operation of it.
    mutating func take(_ update: FollowUpdate, of service: String, _ operation: String?) {
        func own(_ trace: FollowedTrace) -> FollowedTrace {
            var trace = trace
            trace.calls = trace.calls?.lazy
                .filter { $0.service == service && (operation ?? $0.operation) == $0.operation }
                .map { call in
                    var call = call
                    // Only one operation is shown, or all together: its name is not needed.
                    call.operation = operation ?? ""
                    return call
                }
            return trace
        }
        var changes = update.changes
        changes.appeared = changes.appeared.map(own)
        changes.grew = changes.grew.map(own)
        counts.apply(changes, update.seen)
        status = update.status
        seen = update.seen
    }

    /// What was counted, in slices of at least `range`'s; nil before the first update.
    func series(of service: String, range: Nanoseconds) -> MonitorSeries? {
        guard let seen else { return nil }
        let step = max(1, range / Nanoseconds(MonitorSeries.count))
        let slots = max(1, (step + Self.slotLength - 1) / Self.slotLength)
        return MonitorSeries(
            counts.history(
                of: service,
                count: MonitorSeries.count,
                slots: Int(slots),
                seen
            ),
            step: slots * Self.slotLength,
            of: service,
            seen
        )
    }

    /// The time to ask for now: all of the range, or where the slices are those that are known, the last of them.
    ///
    /// Slices begin at multiples of their length, or of a minute where that is shorter, so that what is known stays
    /// as it is while the chart moves.
    mutating func timeToAsk(
        _ range: Nanoseconds,
        known: MonitorSeries?,
        _ now: Timestamp
    ) -> (end: Timestamp, lookback: Nanoseconds) {
        let step = max(1, range / Nanoseconds(MonitorSeries.count))
        let grain = min(step, Self.coarsest)
        let end = now.advanced(by: -Nanoseconds(now.nanoseconds % UInt64(grain)))
        let overlap = max(5 * step, 5 * Self.coarsest)
        let isContinued =
            known.map { known in
                let moved = end.since(known.end)
                return known.source == .metrics && known.step == step
                    && (0...overlap / 2).contains(moved) && moved % step == 0
            } ?? false
        let lookback = wantsAll || !isContinued ? range : min(range, overlap)
        wantsAll = false
        polling.pause = max(MetricsPolling.shortestPause, min(grain, Self.coarsest) / 2)
        return (end, lookback)
    }

    /// What the figures rest on.
    func words(_ now: Moment) -> [String] {
        switch figuresSource {
        case .metrics:
            return polling.words(now.monotonic) + [
                FollowStatus.requests(
                    polling.requestsLastMinute(now.monotonic),
                    of: MetricsPolling.ceiling
                )
            ]
        case .traces:
            let traces = seen.map { CountText.of(counts.traces($0).count, "trace") + " in 60 s" }
            return [traces].compactMap { $0 }
                + (status?.honesty ?? ["waiting for the first answer"])
                + (seen.map { counts.uncounted($0).words(byOperation: false) } ?? [])
                + [counts.basis.sentence] + (status?.asides ?? [])
        }
    }
}
