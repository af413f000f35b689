import TestSupport
import Testing
import TraceAnalysis
import TraceModel

@testable import Follow

/// What fails in the traces that a follower sees, where their spans are wanted.
struct FollowedFailuresTests {
    private static let begin = Timestamp(nanoseconds: 1_795_000_000_000_000_000)

    private static func time(_ seconds: Int64) -> Moment {
        Moment(monotonic: .seconds(seconds), wall: begin.advanced(by: .seconds(seconds)))
    }

    private static func trace(_ number: Int, at seconds: Int64, fails: [String]) -> Trace {
        let epoch = begin.advanced(by: .seconds(seconds)).nanoseconds
        return Trace.make(id: .named("trace \(number)"), epoch: epoch) { sketch in
            sketch.span("GET", 0..<100, service: "web")
            for name in fails {
                sketch.span(name, 10..<20, parent: "GET", service: "db", error: true)
            }
        }
    }

    private static func follower(
        _ detail: TraceDetail,
        service: String? = nil,
        hasArrivals: Bool = false
    ) -> Follower {
        Follower(
            TraceQuery(
                service: service,
                attributes: [AttributeCondition(key: "error", value: "true")],
                start: .zero,
                end: .zero,
                detail: detail
            ),
            ability: SearchAbility(route: hasArrivals ? .inProcess : .summaries),
            hasArrivals: hasArrivals
        )
    }

    private static func changes(_ effects: [FollowerEffect]) -> FollowChanges {
        for case .changed(let changes) in effects { return changes }
        return FollowChanges()
    }

    private static func answer(
        _ follower: inout Follower,
        _ effects: [FollowerEffect],
        _ traces: [Trace],
        at seconds: Int64
    ) throws -> FollowChanges {
        let question = try #require(
            effects.lazy.compactMap { if case .ask(let question) = $0 { question } else { nil } }
                .first
        )
        var answer = SearchAnswer(summaries: traces.map { TraceSummary($0) }, limitHit: false)
        answer.add(.spans, of: traces)
        return changes(follower.handle(.answered(question.id, answer, time(seconds))))
    }

    @Test func `an answer with whole traces tells what failed in those that are new or grew`()
        throws
    {
        var follower = Self.follower(.spans)
        #expect(follower.plan.movesSpans)
        let first = try Self.answer(
            &follower,
            follower.handle(.began(Self.time(1000))),
            [Self.trace(1, at: 999, fails: ["SELECT"]), Self.trace(2, at: 998, fails: [])],
            at: 1001
        )
        #expect(first.appeared.map { $0.failures?.failures.count } == [1, 0])
        let second = try Self.answer(
            &follower,
            follower.handle(.woke(Self.time(1010))),
            [
                Self.trace(1, at: 999, fails: ["SELECT", "INSERT"]),
                Self.trace(2, at: 998, fails: []),
            ],
            at: 1011
        )
        #expect(second.appeared.isEmpty)
        #expect(
            second.grew.map { $0.failures?.failures.map(\.origin.operation).sorted() } == [
                ["INSERT", "SELECT"]
            ]
        )
    }

    @Test func `nobody looks for failures where calls are wanted`() throws {
        var follower = Self.follower(.calls)
        let changes = try Self.answer(
            &follower,
            follower.handle(.began(Self.time(1000))),
            [Self.trace(1, at: 999, fails: ["SELECT"])],
            at: 1001
        )
        #expect(changes.appeared.map { $0.failures == nil } == [true])
    }

    @Test func `a source that tells by itself is heard for traces with errors too`() {
        let wanted = Self.follower(.spans, service: "db").plan.wanted
        #expect(FollowPlan.canTakeArrivals(wanted))
        var other = wanted
        other.attributes = [AttributeCondition(key: "error", value: "false")]
        #expect(!FollowPlan.canTakeArrivals(other))
        var follower = Self.follower(.spans, service: "db", hasArrivals: true)
        _ = follower.handle(.began(Self.time(1000)))
        let traces = [
            Self.trace(1, at: 999, fails: ["SELECT"]), Self.trace(2, at: 999, fails: []),
        ]
        let batch = ArrivalBatch(
            traces.map { Arrival(summary: TraceSummary($0), calls: [], trace: $0) }
        )
        let changes = Self.changes(follower.handle(.arrived(batch, Self.time(1001))))
        #expect(changes.appeared.map(\.summary.id) == [traces[0].id])
        #expect(changes.appeared.first?.failures?.failures.count == 1)
    }
}
