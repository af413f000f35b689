import Explorer
import TestSupport
import Testing
import TraceModel

@testable import Follow

/// What is wrong with answers, and what they do not tell.
struct AnswerTroubleTests {
    private static let second: Nanoseconds = 1_000_000_000

    private struct Asking {
        var follower: Follower
        var now = Moment(
            monotonic: 0,
            wall: Timestamp(nanoseconds: 1_795_000_000_000_000_000)
        )
        var asked: FollowQuestion.ID?

        init(_ route: SearchAbility.Route) {
            follower = Follower(
                TraceQuery(start: .zero, end: .zero),
                ability: SearchAbility(route: route)
            )
            note(follower.handle(.began(now)))
        }

        /// Lets the next question be answered like this.
        mutating func answer(_ change: (inout SearchAnswer) -> Void) throws {
            for _ in 0..<100 where asked == nil { wait() }
            let id = try #require(asked)
            asked = nil
            var answer = SearchAnswer(summaries: [], limitHit: false)
            change(&answer)
            wait(effects: { $0.handle(.answered(id, answer, $1)) })
        }

        private mutating func wait(
            effects: (inout Follower, Moment) -> [FollowerEffect] = { $0.handle(.woke($1)) }
        ) {
            now = Moment(
                monotonic: now.monotonic + second,
                wall: now.wall.advanced(by: second)
            )
            note(effects(&follower, now))
        }

        private mutating func note(_ effects: [FollowerEffect]) {
            for case .ask(let question) in effects { asked = question.id }
        }
    }

    @Test func `what could not be read is told, and not counted again with each look`() throws {
        var asking = Asking(.summaries)
        for _ in 0..<3 {
            try asking.answer {
                $0.malformedCount = 2
                $0.notes = ["2 summaries could not be read and are left out."]
            }
        }
        #expect(asking.follower.status(asking.now).figures.malformed == 2)
        try asking.answer { $0.malformedCount = 5 }
        try asking.answer { _ in }
        let status = asking.follower.status(asking.now)
        #expect(status.figures.malformed == 5)
        #expect(status.notes == ["2 summaries could not be read and are left out."])
    }

    @Test func `only so many notes of an answer are kept`() throws {
        var asking = Asking(.wholeTraces)
        try asking.answer { $0.notes = (0..<1000).map { "Span \($0) has no name." } }
        #expect(asking.follower.status(asking.now).notes.count == 5)
    }

    @Test func `a source that never says its time is known to be supposed to have ours`() throws {
        var asking = Asking(.summaries)
        #expect(!asking.follower.status(asking.now).supposesClock, "nothing was answered yet")
        try asking.answer { _ in }
        #expect(asking.follower.status(asking.now).supposesClock)
        let time = asking.now.wall
        try asking.answer { $0.serverTime = time }
        #expect(!asking.follower.status(asking.now).supposesClock)
    }

    @Test func `a source in this process has our clock`() throws {
        var asking = Asking(.inProcess)
        try asking.answer { _ in }
        #expect(!asking.follower.status(asking.now).supposesClock)
    }

    @Test func `a report is brief where a line is narrow`() {
        var coverage = Coverage()
        let start = Timestamp(nanoseconds: 1_795_000_000_000_000_000)
        let end = start.advanced(by: 300 * Self.second)
        func report(isCut: Bool) -> CoverageReport {
            CoverageReport(coverage, from: start, to: end, allowance: 0, limit: 1500, isCut: isCut)
        }
        coverage.note(start, start.advanced(by: 120 * Self.second), seenAt: end)
        #expect(report(isCut: true).brief == "≈ 40 % of 5 min: limit 1,500")
        #expect(report(isCut: false).brief == "≈ 40 % of the last 5 min")
        #expect(
            report(isCut: true).sentence
                == "≈ 40 % of the last 5 min: an answer holds 1,500 traces"
        )
        coverage.note(start, end, seenAt: end)
        #expect(report(isCut: true).brief == "all of the last 5 min")
    }
}
