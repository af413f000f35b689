import TestSupport
import Testing
import TraceModel

@testable import Follow

/// The follower against a simulated server with all its troubles, each seed another mixture.
struct FollowSimulationTests {
    private static let batches = Array(0..<40 as Range<UInt64>)
    private static let batchSize: UInt64 = 10

    @Test(arguments: batches)
    func `what is said to be seen was seen, once, and counted right`(batch: UInt64) {
        for seed in batch * Self.batchSize..<(batch + 1) * Self.batchSize {
            var run = SimulatedFollowing(seed: seed)
            run.run()
            Self.checkPace(run)
            Self.checkSettled(run)
            Self.checkCounts(run)
        }
    }

    @Test(arguments: batches)
    func `without troubles every trace is seen and settles whole`(batch: UInt64) {
        for seed in batch * 4..<(batch + 1) * 4 {
            var generator = SeededGenerator(seed: seed)
            var shape = WorldShape()
            shape.rate = [0.2, 1, 3].randomElement(using: &generator) ?? 1
            shape.order = WorldShape.Order.allCases.randomElement(using: &generator) ?? .arbitrary
            shape.mostLate = .random(in: 0...45_000_000_000, using: &generator)
            shape.offset = .random(in: -90_000_000_000...90_000_000_000, using: &generator)
            shape.saysDate = shape.offset % 2 == 0
            if !shape.saysDate { shape.offset = 0 }
            var run = SimulatedFollowing(seed: seed, shape: shape)
            run.run()
            for (trace, spans) in run.world.traces.enumerated() {
                let id = SimulatedWorld.id(trace)
                // What ended before the first question's time need not be seen.
                let starts = spans.map { run.world.spans[$0].start }
                guard let first = starts.min(), first >= SimulatedWorld.begin - 58_000_000_000
                else { continue }
                if run.told[id] == spans.count, run.settled.contains(id) { continue }
                Issue.record(
                    "seed \(seed): trace \(trace) is not whole or not settled, \(shape)"
                )
                return
            }
            let status = run.follower.status(run.clocks)
            #expect(status.phase == .live, "seed \(seed)")
            #expect(status.coverage.isWhole, "seed \(seed): \(status.coverage.sentence)")
        }
    }

    /// At most as many requests as the ceiling in every 60 s.
    private static func checkPace(_ run: SimulatedFollowing) {
        let ceiling = SimulatedFollowing.settings.requestsAMinute
        var first = 0
        for (last, time) in run.asked.enumerated() {
            while run.asked[first] <= time - 60_000_000_000 { first += 1 }
            if last - first + 1 > ceiling {
                Issue.record("seed \(run.seed): \(last - first + 1) requests in a minute")
            }
        }
    }

    /// A settled trace has all its spans.
    private static func checkSettled(_ run: SimulatedFollowing) {
        guard run.world.shape.restart == nil else { return }
        for id in run.settled {
            let count = run.world.traces[SimulatedWorld.trace(id)].count
            // Spans are at most as late as the horizon, except where there is too much for a second look.
            if run.everOverloaded { continue }
            if run.told[id] != count { Issue.record("seed \(run.seed): \(id) is not whole") }
        }
    }

    /// In every slot that was looked at long enough after it, calls, errors and durations are those of the world.
    private static func checkCounts(_ run: SimulatedFollowing) {
        guard run.world.shape.restart == nil, run.counts.lateGrowth == 0 else { return }
        let seen = run.follower.seen(run.clocks)
        let horizon = SimulatedFollowing.settings.settleAfter
        let length = run.counts.slotLength
        for (index, service) in SimulatedWorld.services.enumerated() {
            // A trace found by another service's span may show calls of this one that are not seen otherwise.
            let coverage = seen.services[service] ?? seen.coverage
            let first =
                run.counts.slot(of: Timestamp(nanoseconds: UInt64(SimulatedWorld.begin))) - 6
            for slot in first..<first + 24 {
                let start = run.counts.start(ofSlot: slot)
                let end = start.advanced(by: length)
                guard coverage.covers(start, end, allowance: horizon) else { continue }
                var exact = LiveFigures()
                let firstPlace = run.world.firstPlace(Int64(start.nanoseconds))
                let endPlace = run.world.firstPlace(Int64(end.nanoseconds))
                for span in run.world.spans[firstPlace..<endPlace] where span.service == index {
                    exact.calls += 1
                    if span.isError { exact.errors += 1 }
                    exact.latencies.add(UInt64(span.duration))
                }
                let key = LiveCounts.Key(service: service, operation: nil)
                let found = run.counts.keys[key].map {
                    run.counts.series[Int($0)].figures(in: slot..<slot + 1)
                }
                if found ?? LiveFigures() != exact {
                    Issue.record("seed \(run.seed): \(service), slot \(slot)")
                    return
                }
            }
        }
    }
}
