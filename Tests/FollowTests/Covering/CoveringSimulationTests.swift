import Explorer
import Foundation
import TestSupport
import Testing
import TraceModel

@testable import Follow

/// Following a server that wants a service in every search; see ``CoveredFollowing`` for what is checked all the time.
///
/// `SPOOR_SIMULATIONS` above 1 takes twice as many seeds: each run is of twelve minutes of a busy server.
@Suite(.serialized) struct CoveringSimulationTests {
    struct Load: Sendable, CustomTestStringConvertible {
        /// Traces a second.
        var rate: Double
        /// Traces asked for at once before anything is known of their size.
        var limit: Int
        /// The server's own limit, of which it says nothing.
        var ownLimit: Int?
        /// The least share of all traces that must be seen.
        var least: Double
        /// The least share that must be said to be seen of the lead that is seen least.
        var leastSaid = 0.9

        var testDescription: String { "\(rate)/s, limit \(limit), \(ownLimit ?? 0)" }
    }

    private static let begin = Timestamp(nanoseconds: 1_795_000_000_000_000_000)
    private static let turn: Nanoseconds = .minutes(5)
    private static let end: Nanoseconds = .minutes(12)
    private static let factor =
        ProcessInfo.processInfo.environment["SPOOR_SIMULATIONS"].flatMap { UInt64($0) } ?? 1

    static let loads = [
        Load(rate: 8, limit: 200, ownLimit: nil, least: 0.98),
        Load(rate: 8, limit: 200, ownLimit: 200, least: 0.98),
        Load(rate: 8, limit: 1000, ownLimit: 1000, least: 0.98),
        Load(rate: 50, limit: 200, ownLimit: nil, least: 0.9),
        Load(rate: 50, limit: 500, ownLimit: 500, least: 0.9),
        // The busy leads have 42 (`frontend`) and 20 (`cart`) traces a second, 3720 a minute: 22 answers of 170, which chance
        // seldom fills to 200. Of thirty a minute, the thirteen services that are checked and the list take 7, and three
        // quiet leads, each every half minute, 6: the other 17 hold 78 % of it. `cart` becomes a lead only minutes before
        // the end, and what was before that is not asked for while there is more than can be.
        Load(rate: 50, limit: 200, ownLimit: 200, least: 0.88, leastSaid: 0.6),
    ]

    private func run(_ load: Load, seed: UInt64) async throws -> CoveredFollowing {
        try await onOwnThread {
            let world = CoveredWorld(
                seed: seed,
                rate: load.rate,
                begin: Self.begin,
                turn: Self.turn,
                end: Self.end
            )
            var run = CoveredFollowing(world, traceLimit: load.limit, ownLimit: load.ownLimit)
            run.run(until: Self.end)
            return run
        }
    }

    @Test(arguments: loads)
    func `what is said to be seen was seen, and it is nearly all`(load: Load) async throws {
        for seed in 0..<2 * min(Self.factor, 2) {
            let run = try await run(load, seed: seed)
            #expect(run.troubles.isEmpty, "seed \(seed): \(run.troubles.prefix(3))")
            #expect(mostAMinute(run.asked) <= 30, "seed \(seed)")
            let share = run.seenShare(.minutes(2)..<Self.end - .seconds(40))
            #expect(share >= load.least, "seed \(seed): \(share)")
            let settled = run.said.filter { $0.time >= Self.end - .minutes(2) }
            let told = settled.map(\.status.coverage.share).reduce(0, +) / Double(settled.count)
            #expect(told >= min(load.least, load.leastSaid), "seed \(seed): \(told)")
            #expect(told <= share + 0.02, "seed \(seed): \(told) is said, \(share) is true")
        }
    }

    @Test func `a few services are asked for everything, and that is said`() async throws {
        let run = try await run(Self.loads[0], seed: 7)
        let before = try #require(run.said.last { $0.time < Self.turn })
        let cover = try #require(before.status.cover)
        #expect(Set(cover.leads.map(\.service)).isSuperset(of: ["batch", "frontend"]))
        #expect(cover.leads.count == 3, "\(cover.leads.map(\.service))")
        #expect(cover.serviceCount == 17)
        #expect(
            before.status.honesty.prefix(2) == [
                "all of the last 5 min by 3 of 17 services", "others checked each 2 min",
            ],
            "\(before.status.honesty)"
        )
        #expect(run.travelled < 4 * run.world.traces.count, "\(run.travelled)")
    }

    @Test func `what appears or is not covered any more is asked for itself soon`() async throws {
        let run = try await run(Self.loads[0], seed: 8)
        let cover = try #require(run.status.cover)
        let names = Set(cover.leads.map(\.service))
        #expect(names.isSuperset(of: ["batch", "cart", "frontend", "newcomer"]), "\(names)")
        let late = Self.turn + .minutes(4)..<Self.end - .seconds(40)
        #expect(run.seenShare(late, with: "newcomer") == 1)
        #expect(run.seenShare(late, with: "cart") == 1)
        #expect(run.status.coverage.share > 0.9)
    }

    @Test func `what a covered service is seen for is what it was asked for itself`() async throws {
        let run = try await run(Self.loads[0], seed: 9)
        let seen = run.follower.seen(run.clocks)
        let leads = try #require(run.status.cover?.leads.map(\.service))
        let end = seen.now.advanced(by: -.seconds(80))
        for lead in leads {
            #expect(seen.covers(end.advanced(by: -.minutes(2)), end, of: lead), "\(lead)")
        }
        #expect(!seen.covers(end.advanced(by: -.minutes(10)), end, of: "product"))
    }

    @Test func `where most is missing of one service, that one is named`() {
        func lead(_ name: String, _ share: Double) -> ServiceCoverage {
            var report = CoverageReport(
                Coverage(),
                from: .zero,
                to: Timestamp(nanoseconds: UInt64(Nanoseconds.minutes(5))),
                allowance: 0,
                limit: 200,
                isCut: false
            )
            report.share = share
            if share == 1 { report.gaps = [] }
            return ServiceCoverage(service: name, coverage: report)
        }
        func words(_ leads: [ServiceCoverage], unasked: Int = 0) -> [String] {
            CoverReport(
                leads: leads,
                serviceCount: 18,
                unaskedCount: unasked,
                longestUnchecked: .seconds(130)
            ).words(leads.first?.coverage ?? lead("", 0).coverage)
        }
        #expect(
            words([lead("batch", 0.4), lead("frontend", 1), lead("queue", 1)]) == [
                "≈ 40 % of the last 5 min for batch, all for 2 others", "others checked each 2 min",
            ]
        )
        #expect(
            words([lead("frontend", 0.97), lead("queue", 1)], unasked: 16) == [
                "≈ 97 % of the last 5 min by 2 of 18 services", "16 not asked yet",
            ]
        )
        #expect(words([], unasked: 5) == ["13 of 18 services asked, no traces yet"])
    }
}
