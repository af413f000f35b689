import Explorer
import Follow
import PlainText
import TestSupport
import Testing
import TraceModel

/// A followed list of traces stays what its query asks for: its window, its limit, and new is what began later.
@Suite struct FollowedWindowTests {
    /// A trace that began some seconds before following did.
    private static func trace(_ number: UInt64, age seconds: Int64) -> TraceSummary {
        let start = Journey.now.advanced(by: -.seconds(seconds))
        return TraceSummary(
            id: TraceID(high: 8, low: number),
            rootService: "frontend",
            rootOperation: "GET /\(number)",
            start: start,
            end: start.advanced(by: 5_000_000),
            spanCount: 3,
            errorCount: 1,
            orphanCount: 0,
            services: [ServiceShare(name: "frontend", spanCount: 3, errorCount: 1)]
        )
    }

    /// The last half hour, a trace each ten seconds.
    private static let history = (0..<180 as Range<UInt64>).map {
        trace(1000 + $0, age: 5 + 10 * Int64($0))
    }
    /// Those of them in the last 5 minutes, newest first.
    private static let window = Array(history.prefix(30))

    private func followed(
        _ query: String,
        found: [TraceSummary],
        keys: String = "j j F"
    ) throws -> (Journey, ScriptedFollower) {
        var journey = Journey()
        journey.source.found = found
        journey.type(":traces " + query)
        journey.press("Enter " + keys)
        return (journey, try #require(ScriptedFollower(journey)))
    }

    private func honesty(_ journey: Journey) -> String {
        journey.traces?.honesty(journey.state.context) ?? ""
    }

    private func ages(_ journey: Journey) -> [Nanoseconds] {
        (journey.traces?.summaries ?? []).map { Journey.now.since($0.start) }
    }

    private let five = (0..<5 as Range<UInt64>).map { trace($0, age: -1 - Int64($0)) }

    @Test(arguments: [
        "service=frontend last=5m limit=20", "last=5m error=true service=frontend limit=20",
    ])
    func `only what began later is new, and the limit is kept`(_ query: String) throws {
        var (journey, follower) = try followed(query, found: Array(Self.window.prefix(20)))
        journey.send(follower.tell(Self.history + five, after: 6))
        #expect(honesty(journey).hasPrefix("▲ 5 new · "), "\(honesty(journey))")
        #expect(journey.traces?.summaries.count == 20)
        journey.press(".")
        #expect(journey.traces?.summaries.count == 20)
        #expect(ages(journey).allSatisfy { $0 <= .seconds(150) }, "the newest")
        #expect(honesty(journey).contains(" · limit 20: 5 older left out"), "\(honesty(journey))")
        let terms = query.split(separator: " ").sorted()
        #expect(
            journey.traces?.queryText(journey.state.context).split(separator: " ").sorted() == terms
        )
        journey.send(follower.tell(Self.history + five, after: 1))
        #expect(journey.traces?.live?.waiting.isEmpty == true, "`.` did not make the old ones new")
    }

    @Test func `a list that is not full takes in what came late, from its window alone`() throws {
        var (journey, follower) = try followed(
            "service=frontend last=5m limit=500",
            found: Self.window
        )
        let late = Self.trace(7, age: 100)
        journey.send(follower.tell(Self.history + five + [late], after: 6))
        #expect(honesty(journey).hasPrefix("▲ 5 new · 1 earlier · "), "\(honesty(journey))")
        journey.press(".")
        #expect(journey.traces?.summaries.count == 36)
        #expect(ages(journey).allSatisfy { $0 <= .seconds(300) })
    }

    @Test func `R asks again, and what that finds is not new`() throws {
        var (journey, _) = try followed(
            "service=frontend last=5m limit=20",
            found: Array(Self.window.prefix(20))
        )
        journey.source.found = five.reversed() + Self.window.prefix(15)
        journey.press("R j j")
        var follower = try #require(ScriptedFollower(journey))
        let next = Self.trace(50, age: -8)
        journey.send(follower.tell(Self.history + five + [next], after: 9))
        #expect(honesty(journey).hasPrefix("▲ 1 new · "), "\(honesty(journey))")
        #expect(journey.traces?.summaries.count == 20)
    }

    @Test func `an empty list shows what comes, of its window`() throws {
        var (journey, follower) = try followed("service=frontend last=5m", found: [], keys: "F")
        journey.send(follower.tell(Self.history + five, after: 6))
        #expect(journey.traces?.summaries.count == 20)
        #expect(ages(journey).allSatisfy { $0 <= .seconds(300) })
    }

    @Test func `a window that is open at its end is followed as it is`() throws {
        let from = TimeText.rfc3339(Journey.now.advanced(by: -.minutes(4)))
        var (journey, follower) = try followed(
            "service=frontend from=\(from) limit=500",
            found: Self.window.filter { Journey.now.since($0.start) <= .seconds(240) }
        )
        #expect(!journey.notice.contains("cannot be followed"))
        #expect(journey.traces?.queryText(journey.state.context).contains(" from=") == true)
        journey.send(follower.tell(Self.history + five, after: 6))
        #expect(honesty(journey).hasPrefix("▲ 5 new · "), "\(honesty(journey))")
        journey.press(".")
        #expect(ages(journey).allSatisfy { $0 <= .seconds(240) })
    }

    @Test func `what was asked for is followed as far back as its window`() throws {
        let (journey, _) = try followed("service=frontend last=5m", found: [])
        let query = try #require(
            journey.effects.compactMap { effect -> TraceQuery? in
                if case .follow(_, let query) = effect { query } else { nil }
            }.last
        )
        for isInProcess in [true, false] {
            let settings = FollowSettings(of: query, inProcess: isInProcess)
            #expect(settings.reach == .minutes(5))
        }
    }
}
