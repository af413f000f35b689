import TestSupport
import Testing
import TraceAnalysis
import TraceModel

struct CriticalPathTests {
    /// The path as `name start–end` in milliseconds, by time.
    private func path(_ describe: (inout TraceSketch) -> Void) -> [String] {
        let tree = TraceTree(.make(describe))
        let path = CriticalPath(tree)
        return (0..<tree.spanCount).flatMap { span in
            path.sections(of: span).map { (tree.trace[span].name, $0) }
        }.sorted { ($0.1.start, $0.1.end) < ($1.1.start, $1.1.end) }.map { name, section in
            let epoch = TraceSketch.defaultEpoch
            let start = (section.start - epoch) / 1_000_000
            return "\(name) \(start)–\((section.end - epoch) / 1_000_000)"
        }
    }

    @Test func `nested sequential children take turns with their parent`() {
        // a ━━──━─────━━      0–10
        // b   ━━              2–4
        // c      ━━━──        5–8, of which d 6–7
        // d       ━
        let found = path {
            $0.span("a", 0..<10)
            $0.span("b", 2..<4, parent: "a")
            $0.span("c", 5..<8, parent: "a")
            $0.span("d", 6..<7, parent: "c")
        }
        #expect(found == ["a 0–2", "b 2–4", "a 4–5", "c 5–6", "d 6–7", "c 7–8", "a 8–10"])
    }

    @Test func `of parallel children the last to finish counts`() {
        // a ━───────━━
        // b  ──────
        // c  ━━━━━━━
        let found = path {
            $0.span("a", 0..<10)
            $0.span("b", 1..<7, parent: "a")
            $0.span("c", 1..<8, parent: "a")
        }
        #expect(found == ["a 0–1", "c 1–8", "a 8–10"])
    }

    @Test func `an overlapping sibling gives way to the one that finishes later`() {
        // a ━────────━
        // b  ─────       would still run when c starts: not on the path
        // c     ━━━━━
        let found = path {
            $0.span("a", 0..<10)
            $0.span("b", 1..<6, parent: "a")
            $0.span("c", 4..<9, parent: "a")
        }
        #expect(found == ["a 0–4", "c 4–9", "a 9–10"])
    }

    @Test func `back-to-back siblings keep their shares`() {
        // a ━─────────
        // b  ━━━
        // c     ━━━
        // d        ━━
        let found = path {
            $0.span("a", 0..<10)
            $0.span("b", 1..<4, parent: "a")
            $0.span("c", 4..<8, parent: "a")
            $0.span("d", 8..<10, parent: "a")
        }
        #expect(found == ["a 0–1", "b 1–4", "c 4–8", "d 8–10"])
    }

    @Test func `a child that outlives its parent is cut, and its own children with it`() {
        // a ━━────
        // b   ━━──━━━━   cut at 6
        // c     ━━━━━    cut at 6
        // d        ─     outside
        let found = path {
            $0.span("a", 0..<6)
            $0.span("b", 2..<10, parent: "a")
            $0.span("c", 4..<9, parent: "b")
            $0.span("d", 7..<8, parent: "c")
        }
        #expect(found == ["a 0–2", "b 2–4", "c 4–6"])
    }

    @Test func `a child wholly outside its parent is left out with all below it`() {
        let found = path {
            $0.span("a", 0..<4)
            $0.span("b", 6..<9, parent: "a")
            $0.span("c", 1..<3, parent: "b")
        }
        #expect(found == ["a 0–4"])
    }

    @Test func `nobody waits for a consumer below its producer`() {
        let found = path {
            $0.span("a", 0..<10)
            $0.span("send", 2..<8, parent: "a", kind: .producer)
            $0.span("receive", 3..<7, parent: "send", kind: .consumer)
            $0.span("work", 4..<6, parent: "receive")
            $0.span("plain", 3..<4, parent: "send")
        }
        #expect(found == ["a 0–2", "send 2–3", "plain 3–4", "send 4–8", "a 8–10"])
    }

    @Test func `spans without length are passed over`() {
        let found = path {
            $0.span("a", 0..<10)
            $0.span("zero", 4..<4, parent: "a")
            $0.span("end", 10..<10, parent: "a")
            $0.span("b", 4..<10, parent: "a")
        }
        #expect(found == ["a 0–4", "b 4–10"])
        #expect(path { $0.span("a", 3..<3) } == [])
    }

    @Test func `several roots and orphans are each followed`() {
        let found = path {
            $0.span("a", 0..<4)
            $0.span("b", 6..<9)
            $0.span("c", 7..<8, parent: "b")
            $0.span("x", 10..<12, parent: "gone")
        }
        #expect(found == ["a 0–4", "b 6–7", "c 7–8", "b 8–9", "x 10–12"])
    }

    @Test func `a broken cycle has a path`() {
        let found = path {
            $0.span("a", 0..<9, parent: "b")
            $0.span("b", 2..<5, parent: "a")
        }
        #expect(found == ["a 0–2", "b 2–5", "a 5–9"])
    }

    @Test func `a folded row shows all stretches below it, joined`() {
        let tree = TraceTree(
            .make {
                $0.span("a", 0..<10)
                $0.span("b", 1..<6, parent: "a")
                $0.span("c", 2..<3, parent: "b")
                $0.span("d", 8..<9, parent: "a")
            }
        )
        let path = CriticalPath(tree)
        let epoch = TraceSketch.defaultEpoch
        let under = { path.sections(under: $0, in: tree).map { ($0.start - epoch) / 1_000_000 } }
        #expect(under(0) == [0])
        #expect(under(1) == [1])
        #expect(path.sections(under: 0, in: tree).first?.duration == 10_000_000)
        #expect(path.total(of: 1) == 4_000_000)
        #expect(path.spans == [0, 1, 2, 3])
    }

    @Test(arguments: 0..<30 as Range<UInt64>)
    func `the path of one root covers it exactly once`(seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        for _ in 0..<10 {
            let sketch = TraceSketch.random(spans: 30, using: &generator)
            let tree = TraceTree(sketch.build()[0])
            let path = CriticalPath(tree)
            for root in tree.roots where !tree.isSynthetic(Int(root)) {
                let sections = tree.subtree(of: Int(root)).flatMap { path.sections(of: Int($0)) }
                    .sorted { ($0.start, $0.end) < ($1.start, $1.end) }
                let bounds = [tree.displayStarts[Int(root)]] + sections.map(\.end)
                #expect(sections.map(\.start) == Array(bounds.dropLast()))
                #expect(bounds.last == tree.displayEnds[Int(root)])
            }
        }
    }

    @Test func `a chain of 200,000 spans and as wide a fan have a path`() {
        let chain = TraceTree(LargeTraces.chain(200_000))
        #expect(CriticalPath(chain).spans.count == 200_000)
        let fan = TraceTree(LargeTraces.fan(200_000))
        #expect(CriticalPath(fan).spans.count == 200_000)
    }
}
