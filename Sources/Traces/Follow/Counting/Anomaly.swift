/// What of a service or operation is worse than it usually is, in its own last hour.
package struct Anomaly: OptionSet, Sendable, Hashable {
    package let rawValue: UInt8

    package init(rawValue: UInt8) { self.rawValue = rawValue }

    /// A larger share of calls fails.
    package static let errors = Anomaly(rawValue: 1)
    /// The 95th percentile is longer.
    package static let latency = Anomaly(rawValue: 2)

    private static let leastRecent = 20.0
    private static let leastUsual = 100.0

    /// Judges the recent figures against the usual ones, which are those of the hour without them.
    ///
    /// A mark that is set stays until the figures are clearly back, so that it does not flicker: the error share must exceed
    /// the usual one by two points of a hundred and by three standard deviations of chance to be marked, and by
    /// less than half of that to lose the mark; p95 must be 1.5 times as long as usual, and less than 1.2 times.
    /// With fewer than 20 recent calls or 100 usual ones nothing is said.
    package init(recent: LiveFigures, usual: LiveFigures, before: Anomaly) {
        self.init(recent: Sample(recent), usual: Sample(usual), before: before)
    }

    /// The same of figures that a source's own metrics give.
    package init(recent: Sample, usual: Sample, before: Anomaly) {
        self = []
        guard recent.calls >= Self.leastRecent, usual.calls >= Self.leastUsual,
            let share = recent.errorShare, let usualShare = usual.errorShare
        else { return }
        let expected = max(usualShare, 1 / usual.calls)
        let chance = (expected * (1 - expected) / recent.calls).squareRoot()
        let excess = max(0.02, 3 * chance)
        if share > usualShare + (before.contains(.errors) ? excess / 2 : excess) {
            insert(.errors)
        }
        guard recent.timed >= Self.leastRecent,
            usual.timed >= Self.leastUsual,
            let p95 = recent.p95, let usualP95 = usual.p95
        else { return }
        if p95 > usualP95 * (before.contains(.latency) ? 1.2 : 1.5) { insert(.latency) }
    }
}

extension Anomaly {
    /// What is known of a stretch of time.
    package struct Sample: Sendable {
        package var calls: Double
        /// 0...1; nil without calls.
        package var errorShare: Double?
        /// Calls whose durations are known.
        package var timed: Double
        /// Nanoseconds.
        package var p95: Double?

        package init(calls: Double, errorShare: Double?, timed: Double, p95: Double?) {
            self.calls = calls
            self.errorShare = errorShare
            self.timed = timed
            self.p95 = p95
        }

        init(_ figures: LiveFigures) {
            self.init(
                calls: Double(figures.calls),
                errorShare: figures.errorShare,
                timed: Double(figures.latencies.count),
                p95: figures.p95
            )
        }
    }
}
