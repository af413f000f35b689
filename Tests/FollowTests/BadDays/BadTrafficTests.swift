import Explorer
import TestSupport
import Testing
import TraceModel

@testable import Follow
import PlainText

/// What following makes of traffic that is too much, and of servers that give it in strange ways.
///
/// See ``BadDay`` for what is checked all the time.
@Suite struct BadTrafficTests {
    private static let traces = ":traces Enter F"
    private static let services = "F"

    /// Follows traffic of a source in this process.
    private func follow(
        _ keys: String,
        seconds: Int = 600,
        settings: FollowSettings = .short,
        needsService: Bool = false,
        listed: @escaping @Sendable (_ second: Int) -> [String] = { _ in SteadyTraffic.services },
        _ adjust: (inout SteadyTraffic) -> Void
    ) async throws -> (story: BadDay.Story, truth: SteadyTraffic) {
        let virtual = VirtualClock(begin: Journey.now)
        var traffic = SteadyTraffic(begin: Journey.now)
        adjust(&traffic)
        let source = SteadySource(virtual, needsService: needsService, listed: listed) {
            [traffic] _ in traffic
        }
        let day = try #require(BadDay(keys, settings: settings))
        let story = try await day.follow(source, virtual, seconds: seconds, truth: traffic)
        #expect(story.troubles.isEmpty, "\(story.troubles.prefix(5))")
        #expect(mostAMinute(source.asked) <= 30)
        return (story, traffic)
    }

    /// Every trace since following began was told.
    private func expectTold(
        _ story: BadDay.Story,
        _ truth: SteadyTraffic,
        seconds: Int,
        sourceLocation: SourceLocation = #_sourceLocation
    ) {
        let end = truth.begin.advanced(by: .seconds(seconds - 30))
        let missing = truth.traces(truth.begin, end, at: end).count {
            story.told[SteadyTraffic.id($0)] == nil
        }
        #expect(missing == 0, sourceLocation: sourceLocation)
    }

    /// Every trace since following began was told, and the screen says so.
    private func expectAll(
        _ story: BadDay.Story,
        _ truth: SteadyTraffic,
        seconds: Int,
        sourceLocation: SourceLocation = #_sourceLocation
    ) {
        expectTold(story, truth, seconds: seconds, sourceLocation: sourceLocation)
        #expect(story.status?.phase == .live, sourceLocation: sourceLocation)
        #expect(story.honesty.contains("all of the last 5 min"), sourceLocation: sourceLocation)
    }

    /// A part of the time was seen, and the screen says how much and why not more.
    private func expectPart(
        _ story: BadDay.Story,
        _ truth: SteadyTraffic,
        seconds: Int,
        limit: String,
        sourceLocation: SourceLocation = #_sourceLocation
    ) throws {
        let status = try #require(story.status)
        #expect(status.phase == .sampling, sourceLocation: sourceLocation)
        for words in ["≈", "%", "5 min", limit] {
            #expect(story.honesty.contains(words), sourceLocation: sourceLocation)
        }
        #expect(!story.honesty.contains("all of"), sourceLocation: sourceLocation)
        // What was told of the last minutes bounds what may be said of them.
        let now = truth.begin.advanced(by: .seconds(seconds))
        let minutes = truth.first(now.advanced(by: -status.coverage.length))..<truth.first(now)
        let told = minutes.count { story.told[SteadyTraffic.id($0)] != nil }
        let share = Double(told) / Double(minutes.count)
        #expect(status.coverage.share > 0, sourceLocation: sourceLocation)
        #expect(status.coverage.share <= share * 1.1 + 0.01, sourceLocation: sourceLocation)
    }

    @Test func `10,000 traces a second`() async throws {
        var settings = FollowSettings.short
        settings.mostKnown = 10_000
        let (story, truth) = try await follow(Self.traces, seconds: 320, settings: settings) {
            $0.rate = 10_000
        }
        try expectPart(story, truth, seconds: 320, limit: "1,500")
        let most = story.moments.map(\.status.knownTraces).max() ?? .max
        // There may be three answers from one pruning to the next.
        #expect(most <= settings.mostKnown + 3 * settings.summaryLimit)
        #expect(story.told.count > settings.mostKnown, "some had to be forgotten")
        let list = try #require(story.journey.traces)
        #expect(list.summaries.count == BadDay.rowLimit)
        #expect((list.live?.waiting.count ?? 0) <= 2 * BadDay.rowLimit)
        #expect(story.honesty.contains(" older left out"))
    }

    @Test func `10,000 traces a second, counted by service`() async throws {
        let (story, truth) = try await follow(Self.services, seconds: 320) { $0.rate = 10_000 }
        try expectPart(story, truth, seconds: 320, limit: "200")
        let rows = try #require(story.journey.services?.shown)
        for service in SteadyTraffic.services {
            let rates = try #require(rows.first { $0.name == service }?.rates)
            #expect(rates.isLowerBound, "\(service)")
            let calls = try #require(rates.callsPerSecond)
            #expect(calls > 0 && calls < 3333, "\(service)")
        }
    }

    /// A real store in this process, whose writers wait for no follower, and four seconds in which the follower takes
    /// nothing.
    ///
    /// The smaller store lets go what was not taken before it can be asked for.
    @Test(arguments: [1_000_000, 30_000])
    func `10,000 traces a second told by the source itself`(holding: Int) async throws {
        var traffic = SteadyTraffic(begin: Journey.now)
        traffic.past = 0
        traffic.rate = 10_000
        traffic.mostLate = 0
        traffic.givesWay = holding < 100_000
        let flood = FloodedStore(traffic, holding: holding)
        let virtual = VirtualClock(begin: Journey.now, isStepped: true)
        var settings = FollowSettings(
            of: TraceQuery(start: .zero, end: .zero, detail: .calls),
            inProcess: true
        )
        settings.summaryLimit = 1500
        settings.mostKnown = 20_000
        let day = try #require(BadDay(Self.services, settings: settings))
        let seconds = 30
        let flowing = Task {
            // The first answer says that following has begun.
            var isTaken = await eventually { day.lastSecond != nil }
            while isTaken, virtual.second < seconds {
                let isHeld = virtual.now.monotonic == .seconds(5)
                virtual.pass(isHeld ? .seconds(4) : FollowDriver.arrivalPause) {
                    flood.write(until: $0)
                }
                // All that waited was told of, and the next is not asked for yet.
                isTaken = await eventually(within: .seconds(60)) {
                    virtual.sleeps(FollowDriver.arrivalPause)
                }
            }
            let taken = day.taken
            // With what comes of this the day is over.
            repeat {
                virtual.pass(.seconds(1)) { flood.write(until: $0) }
            } while await !eventually(within: .seconds(5)) { (day.lastSecond ?? 0) > seconds }
            return isTaken ? taken.told + taken.skipped : 0
        }
        let story = try await day.follow(flood.store, virtual, seconds: seconds + 1, truth: traffic)
        // What was not told is said.
        #expect(await flowing.value >= seconds * traffic.rate)
        #expect(story.troubles.isEmpty, "\(story.troubles.prefix(5))")
        let status = try #require(story.status)
        let skipped = status.figures.skippedArrivals
        #expect(skipped >= 20_000, "no more wait than so many")
        for words in ["skipped", "dropped early"] {
            #expect(story.honesty.contains(words), "\(story.honesty)")
        }
        #expect(!story.honesty.contains("all of"))
        // Five seconds pass from one pruning to the next, and some may have waited.
        let most = story.moments.map(\.status.knownTraces).max() ?? .max
        #expect(most <= settings.mostKnown + 5 * traffic.rate + 20_000 + 3 * settings.summaryLimit)
        let rows = try #require(story.journey.services?.shown)
        for service in SteadyTraffic.services {
            let rates = try #require(rows.first { $0.name == service }?.rates)
            #expect(rates.isLowerBound, "\(service)")
            #expect(
                (rates.callsPerSecond ?? 0) > 0 && (rates.callsPerSecond ?? 0) <= 3334,
                "\(service)"
            )
        }
    }

    @Test(arguments: [false, true])
    func `a limit of 20 that cannot be raised`(isOldestFirst: Bool) async throws {
        let (story, truth) = try await follow(Self.traces) {
            $0.ownLimit = 20
            $0.isOldestFirst = isOldestFirst
        }
        expectTold(story, truth, seconds: 600)
        // Each look takes several questions, so that the last of the second looks may still be due.
        let status = try #require(story.status)
        #expect(status.coverage.share > 0.9)
        #expect(status.coverage.isWhole || story.honesty.contains("≈"))
    }

    @Test(arguments: [false, true])
    func `a limit of 20 that cannot be raised, and more than it lets through`(
        isOldestFirst: Bool
    ) async throws {
        let (story, truth) = try await follow(Self.traces) {
            $0.rate = 30
            $0.ownLimit = 20
            $0.isOldestFirst = isOldestFirst
        }
        try expectPart(story, truth, seconds: 600, limit: " 20")
    }

    @Test func `as much as can be asked for once but not three times`() async throws {
        var settings = FollowSettings.short
        settings.requestsPerMinute = 24
        settings.summaryLimit = 200
        let (story, truth) = try await follow(Self.traces, seconds: 400, settings: settings) {
            $0.rate = 20
            $0.mostLate = .seconds(8)
        }
        let status = try #require(story.status)
        #expect(status.phase == .sampling)
        #expect(status.coverage.share > 0.9, "\(story.honesty)")
        // Not the oldest first: soon after the beginning there is something to look at.
        #expect(story.moments(20..<30).contains { $0.status.coverage.share > 0.3 })
        // What was newest did not wait for what was old.
        let late = truth.traces(
            truth.begin.advanced(by: .seconds(300)),
            truth.begin.advanced(by: .seconds(370)),
            at: truth.begin.advanced(by: .seconds(380))
        )
        #expect(late.count { story.told[SteadyTraffic.id($0)] != nil } > late.count * 9 / 10)
    }

    @Test func `one that returns oldest first`() async throws {
        // More in the first minute than one answer holds.
        let (story, truth) = try await follow(Self.traces) {
            $0.rate = 100
            $0.isOldestFirst = true
        }
        expectAll(story, truth, seconds: 600)
    }

    @Test(arguments: [traces, services])
    func `the same trace with other times`(keys: String) async throws {
        let (story, truth) = try await follow(keys) { $0.wavers = true }
        expectAll(story, truth, seconds: 600)
        let figures = try #require(story.status?.figures)
        #expect(figures.contradictions > 0)
        #expect(figures.updates == 0, "other times are no growth")
        #expect(story.honesty.contains("start or duration of traces changed"))
        #expect(figures.traces == story.told.count)
    }

    @Test(arguments: [traces, services])
    func `traces of the future`(keys: String) async throws {
        let (story, truth) = try await follow(keys) { $0.futureEvery = 10 }
        expectAll(story, truth, seconds: 600)
        let future = story.told.keys.filter { truth.isFuture(SteadyTraffic.trace($0)) }
        #expect(future.count > 50)
        if let list = story.journey.traces {
            let now = list.summaries.filter {
                $0.id.high == 9 && !truth.isFuture(SteadyTraffic.trace($0.id))
            }
            let newest = try #require(now.map(\.start).max())
            #expect(
                newest > truth.begin.advanced(by: .seconds(580)),
                "those of now come in all the same"
            )
        }
    }

    @Test func `a service that vanishes from the list of services`() async throws {
        let gone = Journey.now.advanced(by: .seconds(400))
        let (story, _) = try await follow(
            Self.services,
            seconds: 1000,
            needsService: true,
            listed: { $0 < 400 ? SteadyTraffic.services : ["checkout", "frontend"] }
        ) {
            $0.rate = 3
            $0.gone = ("cart", gone)
        }
        let rows = try #require(story.journey.services?.shown)
        let cart = try #require(rows.first { $0.name == "cart" }, "its row stays")
        #expect(
            cart.rates?.callsPerSecond == nil,
            "it is not asked for: nothing is known, not even 0"
        )
        let checkout = try #require(rows.first { $0.name == "checkout" }?.rates)
        #expect(checkout.callsPerSecond == 1)
        let share = try #require(story.status?.coverage.share)
        #expect(share > 0.9, "what is gone is not missed")
    }
}
