import Explorer
import Foundation
import TestSupport
import Testing
import TraceModel

@testable import Follow

/// The follower against a simulated server with all its troubles, each seed another mixture.
///
/// `SPOOR_SIMULATIONS=20 swift test` takes twenty times as many seeds.
@Suite(.serialized) struct FollowSimulationTests {
    private static let batches = Array(0..<8 as Range<UInt64>)
    private static let factor =
        ProcessInfo.processInfo.environment["SPOOR_SIMULATIONS"].flatMap { UInt64($0) } ?? 1

    @Test(arguments: batches)
    func `what is said to be seen was seen, once, and counted right`(batch: UInt64) async throws {
        let troubles = try await onOwnThread {
            Self.seeds(batch, 20).flatMap { seed in
                var run = SimulatedFollowing(seed: seed)
                run.run()
                return run.troubles + Self.pace(run) + Self.settled(run) + Self.counts(run)
            }
        }
        #expect(troubles.isEmpty)
    }

    @Test(arguments: batches)
    func `without troubles every trace is seen and settles whole`(batch: UInt64) async throws {
        let troubles = try await onOwnThread {
            Self.seeds(batch, 6).flatMap { seed in
                var generator = SeededGenerator(seed: seed)
                var run = SimulatedFollowing(seed: seed, shape: .easy(using: &generator))
                run.run()
                return run.troubles + Self.wholeness(run) + Self.counts(run)
            }
        }
        #expect(troubles.isEmpty)
    }

    @Test(arguments: [-7200, -600, -45, 45, 600, 7200])
    func `what is newest is looked at, and no more than that, whatever our clock says`(
        _ offset: Int64
    ) {
        var shape = WorldShape()
        shape.offset = offset * SimulatedWorld.second
        var run = SimulatedFollowing(seed: 1, shape: shape)
        run.run(seconds: 120)
        #expect(run.troubles.isEmpty)
        let seen = run.follower.seen(run.clocks)
        #expect(seen.now.since(seen.latest()) < .seconds(15))
        let longest = run.lengths.dropFirst(10).max() ?? .max
        #expect(longest < .seconds(90), "\(longest)")
    }

    private static func seeds(_ batch: UInt64, _ count: UInt64) -> Range<UInt64> {
        batch * count * factor..<(batch + 1) * count * factor
    }

    /// More requests in some 60 s than the ceiling allows.
    private static func pace(_ run: SimulatedFollowing) -> [String] {
        let ceiling = SimulatedFollowing.settings.requestsPerMinute
        var first = 0
        for (last, time) in run.asked.enumerated() {
            while run.asked[first] <= time - 60_000_000_000 { first += 1 }
            if last - first + 1 > ceiling { return ["seed \(run.seed): too many requests"] }
        }
        return []
    }

    /// Settled traces without all their spans.
    ///
    /// Spans are at most as late as the last look, except where there was too much for a second look.
    private static func settled(_ run: SimulatedFollowing) -> [String] {
        guard run.world.shape.restart == nil, !run.everOverloaded else { return [] }
        return run.settled.compactMap { id in
            let count = run.world.traces[SimulatedWorld.trace(id)].count
            return run.told[id] == count ? nil : "seed \(run.seed): \(id) settled too early"
        }
    }

    /// Traces that were not seen whole, or not settled; what began before the first question's time need not be.
    private static func wholeness(_ run: SimulatedFollowing) -> [String] {
        var troubles: [String] = []
        for (trace, spans) in run.world.traces.enumerated() {
            let id = SimulatedWorld.id(trace)
            let first = spans.map { run.world.spans[$0].start }.min() ?? 0
            guard first >= SimulatedWorld.begin - 58 * SimulatedWorld.second else { continue }
            if run.told[id] == spans.count, run.settled.contains(id) { continue }
            troubles.append(
                """
                seed \(run.seed): trace \(trace) has \(run.told[id] ?? 0) of \(spans.count) spans, \
                \(run.settled.contains(id) ? "settled" : "not settled")
                """
            )
        }
        let status = run.follower.status(run.clocks)
        if status.phase != .live || !status.coverage.isWhole {
            troubles.append("seed \(run.seed): \(status.phase), \(status.coverage.sentence)")
        }
        return troubles
    }

    /// Slots that were looked at long enough after them and whose calls, errors or durations are not the world's.
    private static func counts(_ run: SimulatedFollowing) -> [String] {
        guard run.world.shape.restart == nil, run.counts.uncounted.grownTraces == 0 else {
            return []
        }
        var troubles: [String] = []
        let seen = run.follower.seen(run.clocks)
        let horizon = SimulatedFollowing.settings.settleAfter
        let begin = Timestamp(nanoseconds: UInt64(SimulatedWorld.begin))
        let firstSlot = run.counts.slot(of: begin) - 6
        for (index, service) in SimulatedWorld.services.enumerated() {
            let coverage = seen.services[service] ?? seen.coverage
            for slot in firstSlot..<firstSlot + 24 {
                let start = run.counts.start(ofSlot: slot)
                let end = run.counts.start(ofSlot: slot + 1)
                guard coverage.covers(start, end, allowance: horizon) else { continue }
                var exact = LiveFigures()
                let first = run.world.firstPlace(Int64(start.nanoseconds))
                let last = run.world.firstPlace(Int64(end.nanoseconds))
                for span in run.world.spans[first..<last] where span.service == index {
                    exact.calls += 1
                    if span.isError { exact.errors += 1 }
                    exact.latencies.add(UInt64(span.duration))
                }
                let key = LiveCounts.Key(service: service, operation: nil)
                let found = run.counts.keys[key].map {
                    run.counts.series[Int($0)].figures(in: slot..<slot + 1)
                }
                if found ?? LiveFigures() != exact {
                    troubles.append("seed \(run.seed): \(service), slot \(slot)")
                }
            }
        }
        return troubles
    }
}
