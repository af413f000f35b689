import TestSupport
import Testing
import TraceAnalysis
import TraceModel

struct ClockCorrectedTracesTests {
    /// Milliseconds by which each span of the trace was moved.
    private func moves(_ trace: Trace) -> [Nanoseconds] {
        let corrected = ClockCorrectedTraces([trace]).traces[0]
        return (0..<trace.count).map { place in
            let distance = corrected[place].start.since(trace[place].start)
            #expect(corrected[place].end.since(trace[place].end) == distance)
            return distance / 1_000_000
        }
    }

    @Test func `spans of another host move, and theirs with them`() throws {
        let trace = Trace.make {
            $0.span("a", 0..<10, resource: ["host.name": "n1"])
            $0.span("b", -4..<0, parent: "a", resource: ["host.name": "n2"])
            $0.event("late", at: -1)
            $0.span("c", -3 ..< -1, parent: "b", resource: ["host.name": "n2"])
            $0.span("unknown", -3 ..< -2, parent: "c")
            $0.span("d", 1..<2, parent: "a", resource: ["host.name": "n1"])
        }
        #expect(moves(trace) == [0, 7, 7, 7, 0])
        let corrected = ClockCorrectedTraces([trace])
        #expect(corrected.movedSpans == [0: 3])
        let moved = corrected.traces[0]
        #expect(Array(moved[1].warnings) == ["This span's timestamps were adjusted by 7ms"])
        #expect(moved[0].warnings.isEmpty && moved[4].warnings.isEmpty)
        let event = try #require(moved[1].events.first)
        #expect(event.time.since(moved[1].start) == .milliseconds(3))
        #expect(TraceOverview(TraceTree(moved)).duration == 10_000_000)
    }

    @Test(arguments: 1...20 as ClosedRange<UInt64>)
    func `a summary at other times is that of the corrected trace`(_ seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        let recorded = TraceSketch.random(spans: 40, using: &generator).build()
        let corrected = ClockCorrectedTraces(recorded)
        for (before, after) in zip(recorded, corrected.traces) {
            #expect(TraceSummary(before).timed(by: after) == TraceSummary(after), "seed \(seed)")
        }
    }

    @Test func `one host has one clock, and a consumer may come later`() {
        let trace = Trace.make {
            $0.span("a", 5..<10, service: "x", resource: ["host.id": "n"])
            $0.span("early", 1..<3, parent: "a", service: "y", resource: ["host.id": "n"])
            $0.span("send", 6..<7, parent: "a", kind: .producer, resource: ["host.id": "n"])
            $0.span("receive", 20..<21, parent: "send", kind: .consumer, resource: ["host.id": "m"])
        }
        #expect(moves(trace) == [0, 0, 0, 0])
    }

    @Test func `where no host is known nothing moves`() {
        let trace = Trace.make {
            $0.span("a", 5..<10, service: "x", resource: ["host.name": "n1"])
            $0.span("b", 1..<3, parent: "a", service: "y")
            $0.span("c", 30..<33, parent: "b", service: "z")
            $0.span("lost", 0..<1, parent: "nowhere", resource: ["host.name": "n2"])
        }
        #expect(moves(trace) == [0, 0, 0, 0])
    }

    @Test func `a span whose start or end is unknown stays`() {
        let trace = Trace.make {
            $0.span("a", 5..<10, resource: ["host.name": "n1"])
            $0.span("b", 0..<1, parent: "a", resource: ["host.name": "n2"]) {
                $0.start = 0
                $0.end = 0
            }
            $0.span("c", 2..<3, parent: "a", resource: ["host.name": "n2"]) { $0.end = 0 }
        }
        #expect(ClockCorrectedTraces([trace]).movedSpans.isEmpty)
    }

    @Test func `what needs no correction is not copied, beside what does`() {
        let sketch = { (id: String, shift: Double) in
            Trace.make(id: .named(id)) {
                $0.span("a", 0..<10, resource: ["host.name": "n1"])
                $0.span("b", shift..<shift + 4, parent: "a", resource: ["host.name": "n2"])
            }
        }
        let recorded = [sketch("straight", 2), sketch("skewed", -4)]
        let corrected = ClockCorrectedTraces(recorded)
        #expect(corrected.movedSpans == [1: 1])
        #expect(corrected.traces[0].columns === recorded[0].columns)
        #expect(corrected.traces.map(\.id) == recorded.map(\.id))
    }

    @Test(arguments: 0..<30 as Range<UInt64>)
    func `the corrected tree of any trace is sound`(seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        let recorded = TraceSketch.random(spans: 50, using: &generator).build()
        let corrected = ClockCorrectedTraces(recorded)
        for (before, after) in zip(recorded, corrected.traces) {
            #expect(after.count == before.count)
            #expect(TraceTree(after).checkInvariants() == [], "seed \(seed)")
            #expect(TraceTree(after).parents == TraceTree(before).parents, "seed \(seed)")
        }
        for (place, count) in corrected.movedSpans {
            let moved = zip(recorded[place].spans, corrected.traces[place].spans).count {
                $0.start != $1.start || $0.end != $1.end
            }
            #expect(moved == count, "seed \(seed)")
        }
    }
}
