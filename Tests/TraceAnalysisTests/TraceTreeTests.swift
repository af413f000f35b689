import TestSupport
import Testing
import TraceAnalysis
import TraceModel

struct TraceTreeTests {
    /// Names in pre-order, indented by depth; a synthetic node as `?`.
    private func outline(_ tree: TraceTree) -> [String] {
        tree.order.map { node in
            let node = Int(node)
            let name = tree.isSynthetic(node) ? "?" : tree.trace[node].name
            return String(repeating: " ", count: Int(tree.depths[node])) + name
        }
    }

    @Test func `children follow their parent by start time, then by arrival`() {
        let tree = TraceTree(
            .make {
                $0.span("late", 5..<6, parent: "root")
                $0.span("root", 0..<10)
                $0.span("early", 1..<2, parent: "root")
                $0.span("leaf", 1..<2, parent: "early")
                $0.span("late too", 5..<9, parent: "root")
            }
        )
        #expect(outline(tree) == ["root", " early", "  leaf", " late", " late too"])
        #expect(tree.issues.isEmpty)
        #expect(tree.checkInvariants() == [])
    }

    @Test func `several roots are sorted by start`() {
        let tree = TraceTree(
            .make {
                $0.span("b", 5..<6)
                $0.span("a", 0..<1)
            }
        )
        #expect(outline(tree) == ["a", "b"])
        #expect(tree.roots == [1, 0])
    }

    @Test func `orphans of one missing parent hang under one synthetic root that keeps its id`() {
        let tree = TraceTree(
            .make {
                $0.span("root", 2..<9)
                $0.span("x", 5..<6, parent: "gone")
                $0.span("y", 1..<3, parent: "gone")
                $0.span("below", 1..<2, parent: "y")
                $0.span("z", 4..<5, parent: "lost")
            }
        )
        #expect(outline(tree) == ["?", " y", "  below", " x", "root", "?", " z"])
        #expect(tree.missingIDs == [.named("gone"), .named("lost")])
        #expect(tree.missingID(of: 5) == .named("gone"))
        #expect(tree.missingID(of: 0) == nil)
        #expect(
            tree.issues == [
                .missingParent(.named("gone"), children: 2),
                .missingParent(.named("lost"), children: 1),
            ]
        )
        #expect(tree.displayStarts[5] == tree.displayStarts[2])
        #expect(tree.displayEnds[5] == tree.displayEnds[1])
    }

    @Test func `spans of one id are all kept and marked, and children go to the first`() {
        let tree = TraceTree(
            .make {
                $0.span("a", 0..<9, id: "same")
                $0.span("b", 1..<9, id: "same")
                $0.span("child", 2..<3, parent: "same")
            }
        )
        #expect(outline(tree) == ["a", " child", "b"])
        #expect(tree.issues == [.duplicateID(.named("same"), count: 2)])
    }

    @Test func `a server that shares its client's id becomes the client's child`() {
        let tree = TraceTree(
            .make {
                $0.span("root", 0..<20)
                $0.span("serve", 2..<8, id: "shared", parent: "root", kind: .server)
                $0.span("call", 1..<9, id: "shared", parent: "root", kind: .client)
                $0.span("query", 3..<4, parent: "shared")
            }
        )
        #expect(outline(tree) == ["root", " call", "  serve", "   query"])
        #expect(tree.issues.isEmpty)
    }

    @Test func `a span that is its own parent becomes a root`() {
        let tree = TraceTree(.make { $0.span("self", 0..<1, parent: "self") })
        #expect(outline(tree) == ["self"])
        #expect(tree.issues == [.selfParent(span: 0)])
    }

    @Test func `a cycle is broken above its earliest span whatever the order of arrival`() {
        for order in [["a", "b", "c"], ["c", "a", "b"], ["b", "c", "a"]] {
            let tree = TraceTree(
                .make { sketch in
                    let parents = ["a": "c", "b": "a", "c": "b"]
                    let starts = ["a": 2.0, "b": 1.0, "c": 3.0]
                    for name in order {
                        let start = starts[name] ?? 0
                        sketch.span(name, start..<start + 1, parent: parents[name])
                    }
                    sketch.span("tail", 5..<6, parent: "a")
                }
            )
            #expect(outline(tree) == ["b", " c", "  a", "   tail"])
            let cycle = ["b", "a", "c"].map { tree.trace.index(named: $0) }
            #expect(tree.issues == [.cycle(spans: cycle)])
        }
    }

    @Test func `a span without start is drawn from its parent's start`() {
        let tree = TraceTree(
            .make {
                $0.span("root", 1..<9)
                $0.span("lost", 0..<0, parent: "root") { span in
                    span.start = 0
                    span.end = 2_000_000
                }
                $0.span("deeper", 0..<3, parent: "lost") { $0.start = 0 }
                $0.span("rootless", 0..<3) { $0.start = 0 }
            }
        )
        let start = tree.displayStarts[0]
        #expect(tree.displayStarts == [start, start, start, start])
        #expect(tree.displayEnds[1] == start + 2_000_000)
        #expect(tree.displayEnds[2] == start + 2_000_000)
        #expect(tree.issues == [1, 2, 3].map { .missingStart(span: $0) })
        #expect(tree.trace[1].start == .zero)
    }

    @Test func `a trace that starts at zero throughout is taken at its word`() {
        let tree = TraceTree(.make(epoch: 0) { $0.span("root", 0..<9) })
        #expect(tree.displayStarts == [0])
        #expect(tree.issues.isEmpty)
    }

    @Test func `a negative duration is drawn empty and reported`() {
        let tree = TraceTree(.make { $0.span("back", 5..<5) { $0.end -= 1_000_000 } })
        #expect(tree.displayEnds == tree.displayStarts)
        #expect(tree.issues == [.negativeDuration(span: 0)])
    }

    @Test func `errors bubble up and subtrees can be skipped`() {
        let tree = TraceTree(
            .make {
                $0.span("root", 0..<9)
                $0.span("a", 1..<4, parent: "root")
                $0.span("bad", 2..<3, parent: "a", error: true)
                $0.span("b", 5..<6, parent: "root", error: true)
            }
        )
        #expect(tree.errorCounts == [2, 1, 1, 1])
        #expect(tree.subtreeSizes == [4, 2, 1, 1])
        #expect(Array(tree.subtree(of: 1)) == [1, 2])
        #expect(tree.isInSubtree(2, of: 1))
        #expect(!tree.isInSubtree(3, of: 1))
    }

    @Test func `an empty trace is an empty tree`() {
        let tree = TraceTree(.empty())
        #expect(tree.nodeCount == 0)
        #expect(tree.checkInvariants() == [])
        #expect(TraceOverview(tree).root == nil)
    }

    @Test(arguments: 0..<40 as Range<UInt64>)
    func `any set of spans becomes a tree that holds every span once`(seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        for _ in 0..<25 {
            let count = Int.random(in: 1...40, using: &generator)
            var sketch = TraceSketch.random(spans: count, using: &generator)
            let tree = TraceTree(sketch.build()[0])
            #expect(tree.checkInvariants() == [])
            #expect(tree.spanCount == count)
            sketch.spans.shuffle(using: &generator)
            let shuffled = TraceTree(sketch.build()[0])
            #expect(shuffled.checkInvariants() == [])
            #expect(Set(shuffled.missingIDs) == Set(tree.missingIDs))
        }
    }

    @Test func `a chain of 200,000 spans and as wide a fan are no trouble`() {
        let chain = TraceTree(LargeTraces.chain(200_000))
        #expect(chain.depths.max() == 199_999)
        #expect(chain.subtreeSizes[0] == 200_000)
        let fan = TraceTree(LargeTraces.fan(200_000))
        #expect(fan.children(of: 0).count == 199_999)
        #expect(fan.depths.max() == 1)
    }
}
