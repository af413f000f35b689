import TestSupport
import Testing
import TraceAnalysis
import TraceModel

struct SpanBoxesTests {
    private func cost(_ trace: Trace) -> SpanBoxes {
        let tree = TraceTree(trace)
        return SpanBoxes(costOf: tree, SelfTimes(tree))
    }

    private func times(_ trace: Trace) -> SpanBoxes {
        let tree = TraceTree(trace)
        return SpanBoxes(timesOf: tree, SelfTimes(tree))
    }

    /// `row name start–end` of each box, row by row, in milliseconds after the beginning.
    private func lines(_ boxes: SpanBoxes, _ trace: Trace) -> [String] {
        let origin = boxes.extent.lowerBound
        return (0..<boxes.rowCount).flatMap { row in
            boxes.boxes(ofRow: row).map { index in
                let box = boxes.boxes[Int(index)]
                let name = boxes.spans(of: Int(index)).first.map { trace[Int($0)].name } ?? ""
                let start = (box.start - origin) / 1_000_000
                return "\(row) \(name) \(start)–\((box.end - origin) / 1_000_000)"
            }
        }
    }

    @Test func `siblings of one name are one box, as wide as they took together`() {
        // The trace              its cost
        // a  ────────────        a ────────────
        // b   ──                 b ─────          both b, 2 + 3
        // c    ─                 c ──             below both: 1 + 1
        // b       ───            d      ────
        // c        ─
        // d   ────
        let trace = Trace.make {
            $0.span("a", 0..<12)
            $0.span("b", 1..<3, id: "b1", parent: "a")
            $0.span("c", 2..<3, id: "c1", parent: "b1")
            $0.span("b", 5..<8, id: "b2", parent: "a", error: true)
            $0.span("c", 6..<7, id: "c2", parent: "b2")
            $0.span("d", 1..<5, parent: "a")
        }
        let boxes = cost(trace)
        #expect(lines(boxes, trace) == ["0 a 0–12", "1 b 0–5", "1 d 5–9", "2 c 0–2"])
        let b = Int(boxes.boxes(ofRow: 1).first ?? 0)
        #expect(Array(boxes.spans(of: b)) == [1, 3])
        #expect(boxes.boxes[b].errors == 1 && boxes.boxes[b].own == 3_000_000)
        #expect(boxes.path(to: Int(boxes.boxOfSpan[4])).map { boxes.boxes[$0].row } == [0, 1, 2])
    }

    @Test func `a box is wide enough for children that took longer than itself`() {
        // a ────       a ──────────   4, below it 5 + 5
        // b ─────      b ─────
        // c  ─────     c      ─────
        let trace = Trace.make {
            $0.span("a", 0..<4)
            $0.span("b", 0..<5, parent: "a")
            $0.span("c", 1..<6, parent: "a")
        }
        let boxes = cost(trace)
        #expect(lines(boxes, trace) == ["0 a 0–10", "1 b 0–5", "1 c 5–10"])
        #expect(boxes.boxes[0].total == 4_000_000)
    }

    @Test func `services keep spans of one name apart, and orphans stand beside the roots`() {
        let trace = Trace.make {
            $0.span("a", 0..<4, service: "x")
            $0.span("a", 0..<4, id: "other", parent: "lost", service: "y")
        }
        #expect(cost(trace).roots.count == 2)
        #expect(times(trace).roots.count == 2)
    }

    @Test func `what runs at the same time stands below each other, with room for what is below`() {
        // a ──────────
        // b ─────           first shelf, with its child
        // c  ───
        // e        ──       behind b: on the same shelf
        // d   ────          second shelf, below c
        let trace = Trace.make {
            $0.span("a", 0..<10)
            $0.span("b", 0..<5, parent: "a")
            $0.span("c", 1..<4, parent: "b")
            $0.span("d", 2..<6, parent: "a")
            $0.span("e", 7..<9, parent: "a")
        }
        let boxes = times(trace)
        #expect(
            lines(boxes, trace) == ["0 a 0–10", "1 b 0–5", "1 e 7–9", "2 c 1–4", "3 d 2–6"]
        )
        #expect(boxes.boxes[0].height == 4 && boxes.boxes[1].height == 2)
    }

    @Test func `a span without length takes a place of its own`() {
        let trace = Trace.make {
            $0.span("a", 0..<4)
            $0.span("b", 2..<2, id: "1", parent: "a")
            $0.span("b", 2..<2, id: "2", parent: "a")
        }
        #expect(times(trace).boxes.map(\.row) == [0, 1, 2])
    }

    /// What holds of every trace.
    private func check(_ boxes: SpanBoxes, _ tree: TraceTree, _ seed: UInt64) {
        let all = boxes.boxes
        let selfTimes = SelfTimes(tree)
        let spans = 0..<tree.spanCount
        #expect(
            all.reduce(Nanoseconds(0)) { $0.addingSaturated($1.own) }
                == spans.reduce(Nanoseconds(0)) { $0.addingSaturated(selfTimes[$1]) },
            "seed \(seed)"
        )
        let members = all.indices.flatMap { box in boxes.spans(of: box).map { ($0, box) } }
        #expect(members.map(\.0).sorted() == spans.map { Int32($0) }, "seed \(seed)")
        for (span, box) in members { #expect(boxes.boxOfSpan[Int(span)] == Int32(box)) }
        for (index, box) in all.enumerated() {
            #expect(box.start < box.end, "seed \(seed): box \(index)")
            guard box.parent >= 0 else { continue }
            let parent = all[Int(box.parent)]
            #expect(box.row > parent.row, "seed \(seed): box \(index)")
            #expect(
                box.row + box.height <= parent.row + parent.height,
                "seed \(seed): box \(index) reaches out of the rows of its parent"
            )
            guard boxes.length == .cost else { continue }
            #expect(
                box.row == parent.row + 1 && box.start >= parent.start && box.end <= parent.end,
                "seed \(seed): box \(index) reaches out of its parent"
            )
        }
        var placed = 0
        for row in 0..<boxes.rowCount {
            let inRow = boxes.boxes(ofRow: row).map { all[Int($0)] }
            placed += inRow.count
            for (left, right) in zip(inRow, inRow.dropFirst()) {
                #expect(left.end <= right.start, "seed \(seed): boxes overlap in row \(row)")
            }
        }
        #expect(placed == all.count, "seed \(seed)")
    }

    @Test(arguments: 0..<30 as Range<UInt64>)
    func `boxes of any trace lie in their parents and not over each other`(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        for _ in 0..<8 {
            var sketch = TraceSketch.random(spans: 40, using: &random)
            // Where times are of this century, cost adds up without reaching the end of numbers.
            for index in sketch.spans.indices where sketch.spans[index].start > 1 << 62 {
                sketch.spans[index].start = sketch.epoch
                sketch.spans[index].end = sketch.epoch + 5
            }
            let tree = TraceTree(sketch.build()[0])
            let selfTimes = SelfTimes(tree)
            check(SpanBoxes(costOf: tree, selfTimes), tree, seed)
            check(SpanBoxes(timesOf: tree, selfTimes), tree, seed)
        }
    }

    @Test(arguments: 0..<10 as Range<UInt64>)
    func `spans hundreds of years long do no harm`(seed: UInt64) {
        var random = SeededGenerator(seed: 900 + seed)
        let tree = TraceTree(TraceSketch.random(spans: 60, using: &random).build()[0])
        let selfTimes = SelfTimes(tree)
        check(SpanBoxes(timesOf: tree, selfTimes), tree, seed)
        #expect(SpanBoxes(costOf: tree, selfTimes).boxes.allSatisfy { $0.start <= $0.end })
    }

    @Test func `chains and fans of 200,000 spans have boxes`() {
        let chain = LargeTraces.chain(200_000)
        #expect(cost(chain).rowCount == 200_000)
        #expect(times(chain).rowCount == 200_000)
        let fan = LargeTraces.fan(200_000)
        #expect(cost(fan).boxes.count == 2)
        #expect(times(fan).rowCount == 2)
    }

    @Test func `100,000 spans at the same time stand on as many shelves`() {
        var sketch = TraceSketch()
        sketch.span("root", 0..<10)
        for index in 0..<100_000 { sketch.span("work", 1..<9, id: "\(index)", parent: "root") }
        #expect(times(sketch.build()[0]).rowCount == 100_001)
    }

    @Test func `a trace without spans has no boxes`() {
        let empty = Trace.make { $0.span("a", 0..<1) }.withoutSpans
        #expect(cost(empty).rowCount == 0 && times(empty).boxes.isEmpty)
        #expect(cost(empty).extent == 0..<1)
    }
}
