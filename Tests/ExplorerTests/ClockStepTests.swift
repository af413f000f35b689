import Explorer
import Follow
import PlainText
import TestSupport
import Testing
import TraceAnalysis
import TraceModel

/// Our clock is set while something is followed: back or forward by an hour.
@Suite struct ClockStepTests {
    private static let steps: [Int64] = [-3600, 3600]

    /// Questions of 60 seconds during which the clock is set.
    private func polls(_ step: Int64, _ journey: inout Journey) -> Int {
        for _ in 0..<30 { journey.wait(milliseconds: 1000) }
        let before = journey.polls.count
        journey.setClock(bySeconds: step)
        for _ in 0..<60 { journey.wait(milliseconds: 1000) }
        return journey.polls.count - before
    }

    @Test(arguments: steps)
    func `metrics of services and operations are asked for on and on`(_ step: Int64) {
        for keys in ["F", "j o F"] {
            var journey = Journey(source: .monitored)
            journey.press(keys)
            #expect((5...6).contains(polls(step, &journey)), "\(keys)")
            #expect(journey.state.now == Journey.now.advanced(by: .seconds(90 + step)))
        }
    }

    @Test(arguments: steps)
    func `a monitor is asked for on and on`(_ step: Int64) {
        var journey = Journey(source: .monitored)
        journey.type(":monitor checkout 15m")
        journey.press("Enter F")
        #expect((2...6).contains(polls(step, &journey)))
    }

    @Test(arguments: steps)
    func `a trace that grows is asked for on and on`(_ step: Int64) {
        var source = ScriptedSource.shop
        source.traces = [GrowingTrace.begun]
        source.found = nil
        var journey = Journey(source: source)
        journey.press("j Enter Enter F")
        #expect((3...25).contains(polls(step, &journey)))
        let line = journey.trace?.honesty(journey.state.context) ?? ""
        #expect(line.contains(" · no new span for 90 s · "))
    }

    @Test(arguments: steps)
    func `failures that wait are read, and none is let go before its time`(_ step: Int64) throws {
        var journey = Journey(source: .failing)
        journey.type(":errors")
        journey.press("Enter F")
        var follower = try #require(ScriptedFollower(journey))
        journey.wait(milliseconds: 1000)
        journey.send(follower.tell([]))
        journey.setClock(bySeconds: step)
        let traces = try #require(journey.errors?.groups.traceCount)
        for _ in 0..<59 { journey.wait(milliseconds: 1000) }
        #expect(journey.errors?.groups.traceCount == traces)
        let unread = FailingShop.trace(900, at: Journey.now.advanced(by: .seconds(60)))
        journey.source.traces.append(unread)
        journey.send(follower.tell([TraceSummary(unread)], after: 60))
        for _ in 0..<60 { journey.wait(milliseconds: 1000) }
        #expect(journey.errors?.search.waiting.isEmpty == true)
        // Ten of the first thirty are older than a quarter of an hour only twelve minutes later.
        for _ in 0..<1000 { journey.wait(milliseconds: 1000) }
        #expect(journey.errors?.groups.traceCount ?? traces < traces)
    }

    @Test func `requests under way last as long as they do`() {
        var journey = Journey(isHolding: true)
        journey.wait(milliseconds: 1000)
        journey.setClock(bySeconds: -3600)
        let tick = journey.state.time.monotonic + 500_000_000
        #expect(journey.state.nextTick == tick)
    }
}
