import TestSupport
import Testing
import TraceAnalysis
import TraceModel

struct SelfTimeTests {
    @Test func `self time is the duration less the union of the children within it`() {
        // a ━━────────━━━━   0–14, children cover 2–10 and 13–14
        // b   ─────
        // c     ──────
        // d              ──  13–16, cut at 14
        let tree = TraceTree(
            .make {
                $0.span("a", 0..<14)
                $0.span("b", 2..<7, parent: "a")
                $0.span("c", 4..<10, parent: "a")
                $0.span("d", 13..<16, parent: "a")
                $0.span("inner", 5..<6, parent: "c")
            }
        )
        let times = SelfTimes(tree)
        #expect((0..<5).map { times[$0] / 1_000_000 } == [5, 5, 5, 3, 1])
    }

    @Test func `a child before its parent takes nothing away`() {
        let tree = TraceTree(
            .make {
                $0.span("a", 5..<9)
                $0.span("b", 1..<3, parent: "a")
            }
        )
        #expect(SelfTimes(tree)[0] == 4_000_000)
    }

    @Test(arguments: 0..<30 as Range<UInt64>)
    func `self time lies between zero and the duration of any span`(seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        for _ in 0..<10 {
            let sketch = TraceSketch.random(spans: 30, using: &generator)
            let tree = TraceTree(sketch.build()[0])
            let times = SelfTimes(tree)
            for span in 0..<tree.spanCount {
                let length = Nanoseconds(
                    clamping: tree.displayEnds[span] - tree.displayStarts[span]
                )
                #expect((0...length).contains(times[span]))
                if tree.children(of: span).isEmpty { #expect(times[span] == length) }
            }
        }
    }

    @Test func `a gap is time in which no child runs`() {
        let tree = TraceTree(
            .make {
                $0.span("a", 0..<100, kind: .server)
                $0.span("b", 5..<40, parent: "a")
                $0.span("c", 44..<50, parent: "a")
                $0.span("d", 80..<85, parent: "a")
            }
        )
        let starts = Gaps(tree).sections(of: 0).map {
            ($0.start - TraceSketch.defaultEpoch) / 1_000_000
        }
        #expect(starts == [50, 85])
        #expect(Gaps(tree, share: 0.01).sections(of: 0).count == 4)
        #expect(Gaps(tree).sections(of: 1).isEmpty)
    }

    @Test func `the way from a client to its server and back is no gap`() {
        let tree = TraceTree(
            .make {
                $0.span("call", 0..<100, kind: .client)
                $0.span("serve", 29..<60, parent: "call", kind: .server)
                $0.span("again", 75..<80, parent: "call", kind: .server)
            }
        )
        let gaps = Gaps(tree).sections(of: 0)
        #expect(gaps.map(\.duration) == [15_000_000])
    }
}
