import TestSupport
import Testing
import TraceAnalysis
import TraceModel

struct SkewAdjustmentTests {
    @Test func `spans of another host move, and theirs with them`() {
        let tree = TraceTree(
            .make {
                $0.span("a", 0..<10, resource: ["host.name": "n1"])
                $0.span("b", -4..<0, parent: "a", resource: ["host.name": "n2"])
                $0.span("c", -3 ..< -1, parent: "b", resource: ["host.name": "n2"])
                $0.span("d", 1..<2, parent: "a", resource: ["host.name": "n1"])
            }
        )
        let skew = SkewAdjustment(tree)
        #expect(skew.offsets == [0, 7_000_000, 7_000_000, 0])
        #expect(skew.largest == 7_000_000)
        let adjusted = tree.adjusted(by: skew)
        #expect(adjusted.order == [0, 3, 1, 2])
        #expect(tree.order == [0, 1, 2, 3])
        #expect(adjusted.checkInvariants() == [])
        #expect(TraceOverview(adjusted).duration == 10_000_000)
    }

    @Test func `one host has one clock, and a consumer may come later`() {
        let tree = TraceTree(
            .make {
                $0.span("a", 5..<10, service: "x", resource: ["host.id": "n"])
                $0.span("early", 1..<3, parent: "a", service: "y", resource: ["host.id": "n"])
                $0.span("send", 6..<7, parent: "a", service: "x", kind: .producer)
                $0.span("receive", 20..<21, parent: "send", service: "z", kind: .consumer)
            }
        )
        let skew = SkewAdjustment(tree)
        #expect(skew.offsets == [0, 0, 0, 0])
        #expect(skew.largest == 0)
    }

    @Test(arguments: 0..<30 as Range<UInt64>)
    func `an adjusted tree of any trace is sound`(seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        let tree = TraceTree(TraceSketch.random(spans: 50, using: &generator).build()[0])
        let adjusted = tree.adjusted(by: SkewAdjustment(tree))
        #expect(adjusted.checkInvariants() == [])
        #expect(adjusted.parents == tree.parents)
    }
}
