import TestSupport
import Testing
import TraceAnalysis
import TraceModel

/// Times that cannot be right, or are not known.
struct OddTimesTests {
    @Test func `a span without an end lasts until the last end below it`() {
        let tree = TraceTree(
            Trace.make {
                $0.span("root", 0..<1) { $0.end = 0 }
                $0.span("open", 2..<3, parent: "root") { $0.end = 0 }
                $0.span("deep", 3..<9, parent: "open")
                $0.span("leaf", 4..<5, parent: "root") { $0.end = 0 }
            }
        )
        #expect(tree.checkInvariants() == [])
        #expect(tree.displayEnds[0] == tree.displayEnds[2])
        #expect(tree.displayEnds[1] == tree.displayEnds[2])
        #expect(tree.displayEnds[3] == tree.displayStarts[3])
        #expect(
            tree.issues == [.unfinished(span: 0), .unfinished(span: 1), .unfinished(span: 3)]
        )
        #expect(TraceOverview(tree).duration == .milliseconds(9))
        #expect(tree.trace.spans.map(\.duration) == [0, 0, .milliseconds(6), 0])
    }

    @Test func `a span that ends before it starts is not unfinished`() {
        let tree = TraceTree(Trace.make { $0.span("a", 5..<6) { $0.end = $0.start - 1 } })
        #expect(tree.issues == [.negativeDuration(span: 0)])
        #expect(!tree.trace[0].isUnfinished)
    }

    @Test func `events before their span are told`() {
        let tree = TraceTree(
            Trace.make {
                $0.span("a", 5..<9)
                $0.event("early", at: 4)
                $0.event("first", at: 5)
            }
        )
        #expect(tree.issues == [.earlyEvents(span: 0, count: 1)])
    }

    @Test(
        arguments: [
            (0, "1 span has no start time."),
            (1_700_000_000, "1 span starts before 1990: perhaps the times are in another unit."),
            (
                1_700_000_000_000,
                "1 span starts before 1990: perhaps the times are in another unit."
            ),
            (.max - 5, "1 span starts after 2262: perhaps the times are in another unit."),
        ] as [(UInt64, String)]
    )
    func `times in other units are noticed`(start: UInt64, note: String) {
        let trace = Trace.make {
            $0.span("a", 0..<1) {
                $0.start = start; $0.end = start + 5
            }
        }
        #expect(OddTimes(trace).notes == [note])
    }

    @Test func `usual times are not noticed`() {
        let trace = Trace.make { $0.span("a", 0..<1) }
        #expect(OddTimes(trace).notes == [])
    }

    @Test func `a span without an end keeps none when its clock is corrected`() {
        let trace = Trace.make {
            $0.span("a", 0..<100, resource: ["host.name": "n1"])
            $0.span("b", -50..<10, parent: "a", resource: ["host.name": "n2"])
            $0.span("c", -40 ..< -30, parent: "b", resource: ["host.name": "n2"]) { $0.end = 0 }
        }
        let corrected = ClockCorrectedTraces([trace]).traces[0]
        #expect(corrected[2].start > trace[2].start)
        #expect(corrected[2].isUnfinished)
        let adjusted = TraceAdjusters(maxSkew: .max).adjust(trace)
        #expect(adjusted.spans.allSatisfy { $0.name != "c" || $0.isUnfinished })
    }
}
