import TestSupport
import Testing
import TraceAnalysis
import TraceModel

struct TimeSplitTests {
    /// The parts of the span named `span` in milliseconds: own, waiting, gap, queue.
    private func split(_ span: String, _ describe: (inout TraceSketch) -> Void) -> [Nanoseconds] {
        let tree = TraceTree(.make(describe))
        let index = tree.span(withID: .named(span)) ?? -1
        let split = TimeSplit(tree, span: index)
        return [split.own, split.waiting, split.gap, split.queue].map { $0 / 1_000_000 }
    }

    @Test func `a span works, waits for its children, and has gaps`() {
        // a ─━━━━━──╌╌╌╌╌━━   0–100: own 0–5, b 5–40, own 40–44, c 44–50, gap 50–80, d 80–95, own 95–100
        #expect(
            split("a") {
                $0.span("a", 0..<100, kind: .server)
                $0.span("b", 5..<40, parent: "a")
                $0.span("c", 44..<50, parent: "a")
                $0.span("d", 80..<95, parent: "a")
            } == [14, 56, 30, 0]
        )
    }

    @Test func `a span without children works all the time`() {
        #expect(split("a") { $0.span("a", 0..<100) } == [100, 0, 0, 0])
    }

    @Test func `the time before a message is taken up is the queue's`() {
        // send    ─qqqqq━━━━──   0–100, of which receive 60–90
        // receive       ────
        #expect(
            split("send") {
                $0.span("send", 0..<100, kind: .producer)
                $0.span("receive", 60..<90, parent: "send", kind: .consumer)
            } == [10, 30, 0, 60]
        )
    }

    @Test func `a call of which the other side sees little has a gap`() {
        // call  ╌╌╌╌╌╌╌━╌╌╌   0–300: the way takes most of it
        // serve        ─      210–214
        #expect(
            split("call") {
                $0.span("call", 0..<300, kind: .client)
                $0.span("serve", 210..<214, parent: "call", kind: .server)
            } == [0, 4, 296, 0]
        )
        // The same in 30 ms is a slow network.
        #expect(
            split("call") {
                $0.span("call", 0..<30, kind: .client)
                $0.span("serve", 21..<22, parent: "call", kind: .server)
            } == [29, 1, 0, 0]
        )
    }

    @Test(arguments: 0..<30 as Range<UInt64>)
    func `the parts add up to the duration, and all but waiting to the self time`(seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        for _ in 0..<10 {
            let tree = TraceTree(TraceSketch.random(spans: 30, using: &generator).build()[0])
            let own = SelfTimes(tree)
            let gaps = Gaps(tree)
            for span in 0..<tree.spanCount {
                let split = TimeSplit(tree, span: span)
                let parts = [split.own, split.waiting, split.gap, split.queue]
                let duration = tree.displayEnds[span] - tree.displayStarts[span]
                #expect(parts.allSatisfy { $0 >= 0 }, "seed \(seed)")
                #expect(split.total == Nanoseconds(clamping: duration), "seed \(seed)")
                #expect(split.own + split.gap + split.queue == own[span], "seed \(seed)")
                let gap = gaps.sections(of: span).reduce(0) { $0 + $1.duration }
                #expect(split.gap == gap, "seed \(seed)")
            }
        }
    }
}
