import Explorer
import Follow
import TraceModel

/// Counts what arrives, and returns each interval once, when late spans have had time to arrive.
struct FollowedRates {
    /// After so much more time than late spans get, an interval is returned although it was not seen whole.
    private static let grace: Nanoseconds = .seconds(45)

    let basis: LiveBasis
    private let every: Nanoseconds
    private let service: String?
    private let reach: Nanoseconds
    private let lookback: Nanoseconds
    private var counts: LiveCounts
    /// The start of the next interval.
    private var next: Timestamp?
    /// Until then the source is given time to catch up, by its clock.
    private var patientUntil = Timestamp.zero

    /// - Parameters:
    ///   - every: Length of an interval, nanoseconds.
    ///   - basis: What is counted.
    ///   - service: The only one whose figures are whole, where the query names one.
    ///   - settings: The follower's settings.
    init(every: Nanoseconds, basis: LiveBasis, service: String?, settings: FollowSettings) {
        self.every = every
        self.basis = basis
        self.service = service
        reach = settings.reach
        lookback = settings.lookback
        // Anomalies compare with an hour, gaps are filled within the look-back; a minute more than either.
        let kept = max(.seconds(3660), settings.lookback + .seconds(60))
        counts = LiveCounts(
            basis: basis,
            slotLength: every,
            slotCount: Int(kept / every) + 2
        )
    }

    /// Counts what changed.
    ///
    /// - Returns: The intervals that are due, oldest first. Those older than a gap is worth filling are left out.
    mutating func take(_ update: FollowUpdate) -> [RatesInterval] {
        let seen = update.seen
        counts.apply(update.changes, seen)
        if case .failing = update.status.phase {
            patientUntil = seen.now.advanced(by: Self.grace)
            return []
        }
        var start = next ?? ceiling(seen.now.advanced(by: -reach))
        start = max(start, ceiling(seen.now.advanced(by: -lookback)))
        var due: [RatesInterval] = []
        while isDue(from: start, seen) {
            due.append(interval(from: start, seen))
            start = start.advanced(by: every)
        }
        next = start
        return due
    }

    private func isDue(from start: Timestamp, _ seen: SeenTime) -> Bool {
        let end = start.advanced(by: every)
        let ripe = end.advanced(by: seen.allowance)
        guard seen.now >= ripe else { return false }
        if seen.coverage.covers(start, end, allowance: seen.allowance) { return true }
        return seen.now >= max(ripe.advanced(by: Self.grace), patientUntil)
    }

    private func interval(from start: Timestamp, _ seen: SeenTime) -> RatesInterval {
        let end = start.advanced(by: every)
        func share(_ coverage: Coverage) -> Double {
            let part = coverage.seen(start, end, allowance: seen.allowance)
            return Double(part) / Double(every)
        }
        let rates = counts.services(from: start, to: end, seen).filter {
            service == nil || $0.service == service
        }
        return RatesInterval(
            start: start,
            end: end,
            basis: basis,
            services: rates.map {
                .init(
                    rates: $0,
                    seenShare: share(seen.services[$0.service] ?? seen.coverage)
                )
            },
            traces: counts.traces(from: start, to: end),
            seenShare: share(seen.coverage)
        )
    }

    /// The first boundary of intervals at or after a moment.
    private func ceiling(_ time: Timestamp) -> Timestamp {
        let length = UInt64(every)
        let (count, rest) = time.nanoseconds.quotientAndRemainder(dividingBy: length)
        return Timestamp(nanoseconds: (count + (rest == 0 ? 0 : 1)) * length)
    }
}
