import TestSupport
import Testing
import TraceAnalysis
import TraceModel

@testable import Explorer

@Suite struct LikeSpansTests {
    private func spans(_ durations: [Nanoseconds], _ origin: LikeSpans.Origin = .trace)
        -> LikeSpans
    {
        LikeSpans(durations: durations, origin: origin)
    }

    @Test func `it is slower than those that took less, itself not counted`() {
        let hundred = spans((1...101).map { Nanoseconds($0) })
        #expect(hundred.words(for: 97) == "slower than 96% of 100 like it in this trace")
        #expect(hundred.words(for: 101) == "slower than all of 100 like it in this trace")
        #expect(hundred.words(for: 100) == "slower than 99% of 100 like it in this trace")
        #expect(hundred.words(for: 1) == "slower than none of 100 like it in this trace")
        let equal = spans(Array(repeating: 5, count: 50))
        #expect(equal.words(for: 5) == "slower than none of 49 like it in this trace")
    }

    @Test func `of few nothing is said, and where they are from is`() {
        #expect(spans(Array(1...20)).words(for: 20) == nil)
        #expect(spans(Array(1...21)).words(for: 21) != nil)
        let some = Array(1...31).map { Nanoseconds($0) }
        #expect(
            spans(some, .source(traces: 9, isPart: false)).words(for: 16)
                == "slower than 50% of 30 like it, in 9 traces"
        )
        #expect(
            spans(some, .source(traces: 200, isPart: true)).words(for: 16)?
                .hasSuffix("like it, in the newest 200 traces with it") == true
        )
        #expect(
            spans(some, .list).words(for: 31)
                == "its trace is slower than all of 30 with this root in the list"
        )
    }

    private static let trace = Trace.make { sketch in
        sketch.span("root", 0..<1000, service: "web")
        for index in 0..<30 {
            let start = Double(index * 10)
            let length = Double(index + 1) / 10
            sketch.span(
                "get",
                start..<start + length,
                id: "g\(index)",
                parent: "root",
                service: "db"
            )
        }
        sketch.span("get", 900..<999, id: "other", parent: "root", service: "web")
    }

    private func journey(route: SearchAbility.Route = .inProcess, _ keys: String) -> Journey {
        var source = ScriptedSource.shop
        source.traces = [Self.trace]
        source.description.search.route = route
        source.limitHit = false
        var settings = Journey.settings
        settings.foldsFrom = 100
        var journey = Journey(
            rows: 40,
            source: source,
            settings: settings,
            start: .trace(Self.trace.id, span: nil)
        )
        journey.press(keys)
        return journey
    }

    private func compared(_ details: SpanDetails?) -> String? {
        for case .field("compared", let words, _) in details?.rows ?? [] { return words }
        return nil
    }

    @Test func `a source in this process is searched for others, once an operation`() {
        var journey = journey("d j")
        #expect(
            compared(journey.trace?.details) == "slower than none of 29 like it, in 1 trace"
        )
        let asked = journey.loads.count { if case .likes = $0 { true } else { false } }
        #expect(asked == 2, "for the root and for the first of the calls")
        journey.press("j j j j")
        #expect(
            compared(journey.trace?.details) == "slower than 13% of 29 like it, in 1 trace"
        )
        #expect(journey.loads.count { if case .likes = $0 { true } else { false } } == 2)
        journey.press("Enter")
        #expect(compared(journey.span) == "slower than 13% of 29 like it, in 1 trace")
        journey.press("p")
        #expect(compared(journey.span) == nil, "there is one root")
        journey.press("Esc R")
        #expect(journey.trace?.details.flatMap { compared($0) } == nil)
    }

    @Test func `a server is not, and the trace itself tells of its spans`() {
        let journey = journey(route: .summaries, "d j j j")
        #expect(compared(journey.trace?.details) == "slower than 6% of 29 like it in this trace")
        #expect(!journey.loads.contains { if case .likes = $0 { true } else { false } })
    }

    @Test func `of the root of a trace the list tells that it was opened from`() {
        var source = ScriptedSource.shop
        source.traces = [Self.trace]
        source.description.search.route = .summaries
        var summary = TraceSummary(Self.trace)
        let start = summary.start
        source.found = (0..<25).map { index in
            summary.id = index == 0 ? Self.trace.id : TraceID(high: 9, low: UInt64(index))
            summary.start = start.advanced(by: index == 0 ? 1_000 : 0)
            summary.end = summary.start.advanced(by: Nanoseconds(100 - index))
            return summary
        }
        var journey = Journey(rows: 40, source: source, start: .traces(SearchTerms()))
        journey.press("Enter d")
        #expect(
            compared(journey.trace?.details)
                == "its trace is slower than all of 24 with this root in the list"
        )
    }
}
