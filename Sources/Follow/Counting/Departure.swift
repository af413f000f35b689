/// What of a service or operation is worse than it usually is, in its own last hour.
package struct Departure: OptionSet, Sendable, Hashable {
    package let rawValue: UInt8

    package init(rawValue: UInt8) { self.rawValue = rawValue }

    /// A larger share of calls fails.
    package static let errors = Departure(rawValue: 1)
    /// The 95th percentile is longer.
    package static let latency = Departure(rawValue: 2)

    private static let leastRecent = 20
    private static let leastUsual = 100

    /// Judges the recent figures against the usual ones, which are those of the hour without them.
    ///
    /// A mark that is set stays until the figures are clearly back, so that it does not flicker: the error share must exceed
    /// the usual one by two points of a hundred and by three standard deviations of chance to be marked, and by
    /// less than half of that to lose the mark; p95 must be 1.5 times as long as usual, and less than 1.2 times.
    /// With fewer than 20 recent calls or 100 usual ones nothing is said.
    package init(recent: LiveFigures, usual: LiveFigures, before: Departure) {
        self = []
        guard recent.calls >= Self.leastRecent, usual.calls >= Self.leastUsual,
            let share = recent.errorShare, let usualShare = usual.errorShare
        else { return }
        let expected = max(usualShare, 1 / Double(usual.calls))
        let chance = (expected * (1 - expected) / Double(recent.calls)).squareRoot()
        let excess = max(0.02, 3 * chance)
        if share > usualShare + (before.contains(.errors) ? excess / 2 : excess) {
            insert(.errors)
        }
        guard recent.latencies.count >= Self.leastRecent,
            usual.latencies.count >= Self.leastUsual,
            let p95 = recent.p95, let usualP95 = usual.p95
        else { return }
        if p95 > usualP95 * (before.contains(.latency) ? 1.2 : 1.5) { insert(.latency) }
    }
}
