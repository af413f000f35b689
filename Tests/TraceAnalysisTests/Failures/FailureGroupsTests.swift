import TestSupport
import Testing
import TraceAnalysis
import TraceModel

@Suite struct FailureGroupsTests {
    private func trace(_ name: String, at start: Double = 0, failing: Int = 1, message: String = "")
        -> TraceFailures
    {
        let trace = Trace.make(id: .named(name)) {
            $0.span("root", start..<start + 100, service: "web")
            for index in 0..<4 {
                let begin = start + Double(index)
                $0.span(
                    "get",
                    begin..<begin + 50,
                    id: "\(name) \(index)",
                    parent: "root",
                    service: "db",
                    error: index < failing
                ) { $0.statusMessage = message }
            }
        }
        return TraceFailures(TraceTree(trace))
    }

    @Test func `failures of one place and shape are one group`() throws {
        var groups = FailureGroups()
        groups.add(trace("a", at: 0, failing: 2, message: "row 1 is gone"))
        groups.add(trace("b", at: 500, failing: 1, message: "row 22 is gone"))
        groups.add(trace("c", at: 900, failing: 0))
        groups.add(trace("d", at: 700, failing: 1, message: "out of memory"))
        let ranked = groups.ranked()
        #expect(groups.traceCount == 4)
        #expect(ranked.map(\.origin.message) == ["row <n> is gone", "out of memory"])
        let first = try #require(ranked.first)
        #expect(first.count == 3)
        #expect(first.examples.map(\.traceID) == [.named("b"), .named("a")])
        #expect(first.examples.last?.span == .named("a 0"), "the first failure of the trace")
        #expect(first.last.since(first.first) == 500_000_000)
        #expect(first.outcomes == [.swallowed: 3])
    }

    @Test func `a trace that grew replaces what was known of it`() {
        var groups = FailureGroups()
        groups.add(trace("a", failing: 1))
        groups.add(trace("a", failing: 3))
        #expect(groups.traceCount == 1)
        #expect(groups.ranked().map(\.count) == [3])
        groups.add(trace("a", failing: 0))
        #expect(groups.ranked().isEmpty)
    }

    @Test(arguments: 0..<20 as Range<UInt64>)
    func `the groups are the same however the traces come`(seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        let traces = (0..<12).map { index in
            var sketch = TraceSketch.random(spans: 20, using: &generator)
            for place in sketch.spans.indices {
                sketch.spans[place].traceID = .named("\(index % 9)")
            }
            return TraceFailures(TraceTree(sketch.build()[0]))
        }
        var together = FailureGroups()
        for trace in traces { together.add(trace) }
        // Of one trace the last counts, so those of an id keep their order.
        let ids = Set(traces.map(\.traceID)).sorted().shuffled(using: &generator)
        var apart = FailureGroups()
        for id in ids { for trace in traces where trace.traceID == id { apart.add(trace) } }
        #expect(apart.ranked() == together.ranked(), "seed \(seed)")
        #expect(apart.echoCount == together.echoCount, "seed \(seed)")
        let counted = together.ranked().reduce(0) { $0 + $1.count }
        var last: [TraceID: Int] = [:]
        for trace in traces { last[trace.traceID] = trace.failures.count }
        #expect(counted == last.values.reduce(0, +), "seed \(seed)")
        for group in together.ranked() {
            #expect(group.outcomes.values.reduce(0, +) == group.count, "seed \(seed)")
            #expect(group.first <= group.last, "seed \(seed)")
        }
    }
}
