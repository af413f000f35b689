import Explorer
import Follow
import PlainText
import TestSupport
import Testing
import TraceAnalysis
import TraceModel

@Suite struct GrowingTraceTests {
    /// The whole of a trace whose first half is there at first.
    private let whole = GrowingTrace.whole

    private func opened() -> Journey {
        var source = ScriptedSource.shop
        source.traces = [GrowingTrace.begun]
        source.found = nil
        var journey = Journey(source: source)
        journey.press("j Enter Enter")
        return journey
    }

    private func honesty(_ journey: Journey) -> String {
        journey.trace?.honesty(journey.state.context) ?? ""
    }

    @Test func `late spans find their place while cursor and folds stay`() throws {
        var journey = opened()
        #expect(journey.trace?.prepared?.tree.spanCount == GrowingTrace.begun.count)
        journey.press("j")
        let selected = try #require(journey.selectedSpan)
        journey.press("F")
        #expect(honesty(journey).hasPrefix("still growing"))
        journey.source.traces = [whole]
        journey.wait(milliseconds: 4000)
        let state = try #require(journey.trace)
        #expect(state.prepared?.tree.spanCount == whole.count)
        #expect(journey.selectedSpan == selected)
        let fresh = (0..<whole.count).count {
            state.growth?.marks($0, now: journey.state.time.monotonic) ?? false
        }
        #expect(fresh == whole.count - GrowingTrace.begun.count)
        journey.wait(milliseconds: 1600)
        let marked = (0..<whole.count).contains {
            journey.trace?.growth?.marks($0, now: journey.state.time.monotonic) ?? false
        }
        #expect(!marked, "they flash once")
    }

    @Test func `orphans are told until their parents come`() {
        var journey = opened()
        journey.press("F")
        #expect(honesty(journey).contains("1 span missing a parent"))
        journey.source.traces = [whole]
        journey.wait(milliseconds: 4000)
        #expect(!honesty(journey).contains("missing a parent"))
    }

    @Test func `what is quiet is asked for ever more seldom, and settles`() {
        var journey = opened()
        journey.source.traces = [whole]
        journey.press("R F")
        let count = journey.polls.count
        for _ in 0..<70 { journey.wait(milliseconds: 1000) }
        let asked = journey.polls.count - count
        #expect((5...15).contains(asked), "\(asked) requests in 70 s")
        #expect(honesty(journey).contains("no longer growing: no new span for"))
        let settled = journey.polls.count
        for _ in 0..<60 { journey.wait(milliseconds: 1000) }
        #expect(journey.polls.count == settled)
        #expect(journey.state.nextTick == nil)
    }

    @Test func `it is never asked for more than thirty times a minute`() {
        var journey = opened()
        journey.press("F")
        let count = journey.polls.count
        for step in 0..<600 {
            journey.source.traces = [step % 2 == 0 ? whole : GrowingTrace.begun]
            journey.wait(milliseconds: 100)
        }
        #expect(journey.polls.count - count <= 30)
    }

    @Test func `an answer that took long is followed by a pause as long`() {
        var journey = opened()
        journey.press("F")
        for step in 0..<2 {
            journey.isHolding = true
            let count = journey.polls.count
            for _ in 0..<40 where journey.unanswered.isEmpty { journey.wait(milliseconds: 1000) }
            #expect(journey.polls.count == count + 1, "asked again")
            for _ in 0..<20 { journey.wait(milliseconds: 1000) }
            journey.source.traces = [step % 2 == 0 ? whole : GrowingTrace.begun]
            journey.release()
            for _ in 0..<19 { journey.wait(milliseconds: 1000) }
            #expect(journey.polls.count == count + 1, "twenty seconds have not passed")
        }
    }

    @Test func `an answer with fewer spans takes nothing away`() {
        var journey = opened()
        journey.source.traces = [whole]
        journey.press("R F")
        journey.source.traces = [GrowingTrace.begun]
        journey.wait(milliseconds: 4000)
        #expect(journey.trace?.prepared?.tree.spanCount == whole.count)
    }

    @Test func `a source that fails is said, and asked again later`() {
        var journey = opened()
        journey.press("F")
        journey.source.failures[.trace] = TraceReaderError(.unreachable, "nobody there")
        journey.wait(milliseconds: 4000)
        #expect(honesty(journey).contains("trying again: nobody there"))
        #expect(journey.trace?.prepared != nil)
        journey.source.failures = [:]
        journey.source.traces = [whole]
        for _ in 0..<12 { journey.wait(milliseconds: 1000) }
        #expect(journey.trace?.prepared?.tree.spanCount == whole.count)
    }

    @Test func `a source that wants to be left alone is`() {
        var journey = opened()
        journey.press("F")
        var busy = TraceReaderError(.refused(status: 429), "too many requests")
        busy.retryAfter = 120_000_000_000
        journey.source.failures[.trace] = busy
        journey.wait(milliseconds: 4000)
        let asked = journey.polls.count
        for _ in 0..<115 { journey.wait(milliseconds: 1000) }
        #expect(journey.polls.count == asked)
        #expect(honesty(journey).contains("0/30 req/min"))
        for _ in 0..<10 { journey.wait(milliseconds: 1000) }
        #expect(journey.polls.count == asked + 1)
    }

    @Test func `F again and leaving stop it`() {
        var journey = opened()
        journey.press("F F")
        let count = journey.polls.count
        for _ in 0..<10 { journey.wait(milliseconds: 1000) }
        #expect(journey.polls.count == count)
        #expect(journey.notice.contains("Following stopped"))
        journey.press("F q")
        let left = journey.polls.count
        for _ in 0..<10 { journey.wait(milliseconds: 1000) }
        #expect(journey.polls.count == left)
    }

    @Test func `a look for late spans is no wait that the screen speaks of`() {
        var journey = opened()
        journey.isHolding = true
        journey.press("F")
        journey.wait(milliseconds: 2000)
        #expect(journey.state.awaited.isEmpty)
    }
}

extension Journey {
    fileprivate var selectedSpan: SpanID? {
        guard let trace, let node = trace.selectedNode else { return nil }
        return trace.prepared?.trace[node].id
    }
}
