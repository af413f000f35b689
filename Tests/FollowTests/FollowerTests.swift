import Explorer
import TestSupport
import Testing
import TraceModel

@testable import Follow

/// Single rules of the follower, event by event.
struct FollowerTests {
    private static let second: Nanoseconds = 1_000_000_000

    private static func time(_ seconds: Double) -> Moment {
        let nanoseconds = Nanoseconds(seconds * 1e9)
        return Moment(
            monotonic: nanoseconds,
            wall: Timestamp(nanoseconds: 1_795_000_000_000_000_000 + UInt64(nanoseconds))
        )
    }

    private static func summary(_ id: UInt64, spans: Int = 1, at seconds: Double) -> TraceSummary {
        let start = time(seconds).wall
        return TraceSummary(
            id: TraceID(high: 0, low: id),
            rootService: "web",
            rootOperation: "GET",
            start: start,
            end: start.advanced(by: second),
            spanCount: spans,
            errorCount: 0,
            orphanCount: nil,
            services: [ServiceShare(name: "web", spanCount: spans, errorCount: 0)]
        )
    }

    private static func follower(
        service: String? = nil,
        ability: SearchAbility = SearchAbility(route: .summaries),
        hasArrivals: Bool = false
    ) -> Follower {
        Follower(
            TraceQuery(service: service, start: .zero, end: .zero),
            ability: ability,
            hasArrivals: hasArrivals
        )
    }

    private static func question(_ effects: [FollowerEffect]) -> FollowQuestion? {
        for case .ask(let question) in effects { return question }
        return nil
    }

    private static func query(_ effects: [FollowerEffect]) -> TraceQuery? {
        guard case .traces(let query) = question(effects)?.subject else { return nil }
        return query
    }

    private static func wake(_ effects: [FollowerEffect]) -> Nanoseconds? {
        for case .wake(let time) in effects { return time }
        return nil
    }

    private static func changes(_ effects: [FollowerEffect]) -> FollowChanges {
        for case .changed(let changes) in effects { return changes }
        return FollowChanges()
    }

    @Test func `the first question is for the newest minute`() throws {
        var follower = Self.follower()
        let query = try #require(Self.query(follower.handle(.began(Self.time(1000)))))
        #expect(query.start == Self.time(940).wall)
        #expect(query.end == Self.time(1001).wall)
        #expect(query.limit == 1500)
        #expect(query.service == nil)
    }

    @Test func `whole traces are asked for in smaller numbers`() {
        var follower = Self.follower(service: "web", ability: SearchAbility())
        let query = Self.query(follower.handle(.began(Self.time(1000))))
        #expect(query?.limit == 200)
        #expect(query?.service == "web")
    }

    @Test func `a trace that grew is an update and one that is the same is nothing`() throws {
        var follower = Self.follower()
        let first = try #require(Self.question(follower.handle(.began(Self.time(1000)))))
        var answer = SearchAnswer(
            summaries: [Self.summary(1, at: 990), Self.summary(2, at: 991)],
            limitHit: false
        )
        let came = Self.changes(follower.handle(.answered(first.id, answer, Self.time(1000.1))))
        #expect(came.appeared.map(\.summary.id.low) == [1, 2])
        let next = try #require(Self.question(follower.handle(.woke(Self.time(1005)))))
        answer.summaries[0].spanCount = 5
        let grown = Self.changes(follower.handle(.answered(next.id, answer, Self.time(1005.1))))
        #expect(grown.appeared.isEmpty)
        #expect(grown.grew.map(\.summary.spanCount) == [5])
    }

    @Test func `an answer that nobody waits for is of no account`() {
        var follower = Self.follower()
        _ = follower.handle(.began(Self.time(1000)))
        let answer = SearchAnswer(summaries: [Self.summary(1, at: 990)], limitHit: false)
        #expect(Self.changes(follower.handle(.answered(99, answer, Self.time(1001)))).isEmpty)
        #expect(follower.status(Self.time(1001)).phase == .starting)
    }

    @Test func `a cut answer is asked for again in a smaller part`() throws {
        var follower = Self.follower()
        let first = try #require(Self.question(follower.handle(.began(Self.time(1000)))))
        let summaries = (0..<1500).map { Self.summary(UInt64($0) + 1, at: 970 + Double($0) / 50) }
        let answer = SearchAnswer(summaries: summaries, limitHit: true)
        let effects = follower.handle(.answered(first.id, answer, Self.time(1000.1)))
        #expect(Self.changes(effects).appeared.count == 1500)
        #expect(follower.coverage().isEmpty)
        let query = try #require(Self.query(follower.handle(.woke(Self.time(1006)))))
        #expect(query.end.since(query.start) < 31 * Self.second)
        #expect(!follower.status(Self.time(1006)).coverage.isWhole)
    }

    @Test func `failures are waited out longer each time, and as long as the server wishes`() throws
    {
        var follower = Self.follower()
        var effects = follower.handle(.began(Self.time(0)))
        var now = 0.0
        var waits: [Double] = []
        for _ in 0..<8 {
            let question = try #require(Self.question(effects))
            let error = TraceReaderError(.unreachable, "no connection")
            let wake = try #require(
                Self.wake(follower.handle(.failed(question.id, error, Self.time(now))))
            )
            waits.append((Double(wake) / 1e9 - now).rounded())
            now = Double(wake) / 1e9 + 0.001
            effects = follower.handle(.woke(Self.time(now)))
        }
        #expect(waits == [5, 10, 20, 40, 80, 160, 300, 300])
        let question = try #require(Self.question(effects))
        let busy = TraceReaderError(.refused(status: 429), "429", retryAfter: .seconds(900))
        let wake = Self.wake(follower.handle(.failed(question.id, busy, Self.time(now))))
        #expect(try abs(#require(wake) - Self.time(now).monotonic - .seconds(900)) < 1000)
        guard case .failing(busy, _) = follower.status(Self.time(now)).phase else {
            Issue.record("the failure is not in the status")
            return
        }
    }

    @Test func `a server that wants a service gets one after the other`() throws {
        var follower = Self.follower()
        let first = try #require(Self.question(follower.handle(.began(Self.time(0)))))
        let error = TraceReaderError(.invalidQuery, "parameter 'service' is required")
        _ = follower.handle(.failed(first.id, error, Self.time(0.1)))
        let list = try #require(Self.question(follower.handle(.woke(Self.time(3)))))
        #expect(list.subject == .services)
        _ = follower.handle(.listed(list.id, ["cart", "web"], Self.time(3.1)))
        var asked: [String?] = []
        for round in 1...2 {
            let effects = follower.handle(.woke(Self.time(3 + Double(round) * 3)))
            let question = try #require(Self.question(effects))
            asked.append(Self.query(effects)?.service)
            let answer = SearchAnswer(summaries: [], limitHit: false)
            let end = Self.time(3.1 + Double(round) * 3)
            _ = follower.handle(.answered(question.id, answer, end))
        }
        #expect(asked == ["cart", "web"])
        #expect(follower.status(Self.time(12)).services.map(\.service) == ["cart", "web"])
    }

    @Test func `a source that tells by itself is asked for the past alone`() throws {
        var follower = Self.follower(
            ability: SearchAbility(route: .inProcess),
            hasArrivals: true
        )
        var effects = follower.handle(.began(Self.time(10_000)))
        var questions = 0
        var now = 10_000.0
        while now < 10_200 {
            if let question = Self.question(effects) {
                questions += 1
                let answer = SearchAnswer(summaries: [], limitHit: false)
                effects = follower.handle(.answered(question.id, answer, Self.time(now)))
            } else {
                now += 1
                let arrival = Arrival(summary: Self.summary(UInt64(now), at: now), calls: [])
                effects = follower.handle(.arrived(ArrivalBatch([arrival]), Self.time(now)))
                #expect(Self.changes(effects).appeared.count == 1)
            }
        }
        #expect(questions <= 3)
        let status = follower.status(Self.time(now))
        #expect(status.phase == .live)
        #expect(status.coverage.sentence == "all of the last 5 min")
        _ = follower.handle(.arrived(ArrivalBatch([], skippedTraces: 3), Self.time(now)))
        var asksAgain = false
        for step in 1...60 {
            let effects = follower.handle(.woke(Self.time(now + Double(step))))
            if Self.question(effects) != nil { asksAgain = true }
        }
        #expect(asksAgain, "what was left out is searched for")
    }

    @Test func `the hour of a source in this process takes two questions`() throws {
        let wanted = TraceQuery(start: .zero, end: .zero, detail: .calls)
        var follower = Follower(
            wanted,
            ability: SearchAbility(route: .inProcess),
            hasArrivals: true,
            settings: FollowSettings(of: wanted, inProcess: true)
        )
        var effects = follower.handle(.began(Self.time(10_000)))
        for number in 0..<2 {
            let question = try #require(Self.question(effects))
            let query = try #require(Self.query(effects))
            // Two traces a second.
            let first = Int(query.start.since(Self.time(0).wall) / Self.second) * 2
            let last =
                Int(min(query.end, Self.time(10_000).wall).since(Self.time(0).wall) / Self.second)
                * 2
            let summaries = (first..<last).map { Self.summary(UInt64($0), at: Double($0) / 2) }
            let now = Self.time(10_001 + Double(number))
            effects = follower.handle(
                .answered(question.id, SearchAnswer(summaries: summaries, limitHit: false), now)
            )
            effects = follower.handle(.woke(Self.time(10_002 + Double(number) * 2)))
        }
        let hour = follower.coverage().seen(Self.time(6400).wall, Self.time(10_000).wall)
        #expect(hour >= 3590 * Self.second)
    }

    @Test func `memory of traces is bounded`() {
        var known = KnownTraces()
        for id in 1...1000 as ClosedRange<UInt64> {
            _ = known.take(Self.summary(id, at: 0), at: Nanoseconds(id))
        }
        let released = known.prune(before: 0, most: 500)
        #expect(known.entries.count <= 500)
        #expect(released.count == 1000 - known.entries.count)
        #expect(known.entries.values.allSatisfy { $0.isWatched })
        #expect(known.entries[TraceID(high: 0, low: 1000)] != nil)
    }
}
