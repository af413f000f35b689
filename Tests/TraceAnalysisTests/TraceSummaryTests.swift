import TestSupport
import Testing
import TraceAnalysis
import TraceModel

struct TraceSummaryTests {
    private let trace = Trace.make {
        $0.span("db", 3..<12, parent: "api", service: "db", error: true)
        $0.span("second", 2..<3, service: "web")
        $0.span("api", 1..<10, service: "web", error: true)
        $0.span("lost", 0..<2, parent: "gone", service: "batch")
    }

    @Test func `a summary counts spans, errors and orphans and names the earliest root`() {
        let summary = TraceSummary(trace)
        #expect(summary.rootService == "web")
        #expect(summary.rootOperation == "api")
        #expect(summary.duration == 12_000_000)
        #expect(summary.spanCount == 4)
        #expect(summary.errorCount == 2)
        #expect(summary.orphanCount == 1)
        #expect(
            summary.services == [
                ServiceShare(name: "batch", spanCount: 1, errorCount: 0),
                ServiceShare(name: "db", spanCount: 1, errorCount: 1),
                ServiceShare(name: "web", spanCount: 2, errorCount: 1),
            ]
        )
    }

    @Test func `a trace without root is nameless in a list and named for its first span when open`()
    {
        let trace = Trace.make { $0.span("x", 1..<2, parent: "gone", service: "s") }
        #expect(TraceSummary(trace).rootService.isEmpty)
        #expect(TraceSummary(trace).rootOperation.isEmpty)
        #expect(TraceOverview(TraceTree(trace)).name == "s x")
    }

    @Test func `a span without start does not begin the trace in 1970`() {
        let trace = Trace.make {
            $0.span("root", 1..<9)
            $0.span("lost", 0..<2, parent: "root") { $0.start = 0 }
        }
        #expect(TraceSummary(trace).duration == 8_000_000)
        #expect(TraceOverview(TraceTree(trace)).duration == 8_000_000)
    }

    @Test func `an overview agrees with the summary and knows the depth`() {
        let overview = TraceOverview(TraceTree(trace))
        let summary = TraceSummary(trace)
        #expect(overview.name == "web api")
        #expect(overview.depth == 2)
        #expect(overview.services == summary.services)
        #expect(overview.duration == summary.duration)
        #expect(overview.orphanCount == 1)
        #expect(overview.errorCount == 2)
    }

    @Test func `an empty trace has an empty summary`() {
        let summary = TraceSummary(.empty())
        #expect(summary.spanCount == 0)
        #expect(summary.duration == 0)
        #expect(summary.services.isEmpty)
    }

    @Test(arguments: 0..<20 as Range<UInt64>)
    func `services add up to the spans of any trace`(seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        let sketch = TraceSketch.random(spans: 60, using: &generator)
        let summary = TraceSummary(sketch.build()[0])
        #expect(summary.services.reduce(0) { $0 + $1.spanCount } == summary.spanCount)
        #expect(summary.services.reduce(0) { $0 + $1.errorCount } == summary.errorCount)
        #expect(summary.duration >= 0)
    }
}
