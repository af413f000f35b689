import TraceModel

extension SpanBoxes {
    /// Boxes as wide as their spans took together: those of one service and name below the same box are one.
    ///
    /// The widest of siblings stands leftmost. A box whose children took longer than itself, since they ran at the same time or
    /// on after it, is as wide as they are; its figures say what it took.
    ///
    /// - Complexity: O(spans · log spans), without recursion.
    package init(costOf tree: TraceTree, _ selfTimes: SelfTimes) {
        let trace = tree.trace
        struct Key: Hashable {
            let parent: Int32
            let service: Int32
            let name: Int32
        }
        var texts = TextNumbers(trace.columns.strings)
        var known: [Key: Int32] = [:]
        var boxes: [SpanBox] = []
        var boxOfSpan = [Int32](repeating: -1, count: tree.spanCount)
        // Parents come first, so their boxes have lower numbers.
        for node in tree.order where Int(node) < tree.spanCount {
            let span = Int(node)
            let above = tree.parents[span]
            let parent = above < 0 || tree.isSynthetic(Int(above)) ? -1 : boxOfSpan[Int(above)]
            let key = Key(
                parent: parent,
                service: texts.number(of: trace[span].serviceIndex),
                name: texts.number(of: trace[span].nameIndex)
            )
            let box = known[key] ?? Int32(boxes.count)
            if box == boxes.count {
                known[key] = box
                boxes.append(SpanBox(parent: parent))
            }
            boxes[Int(box)].add(span, tree, selfTimes)
            boxOfSpan[span] = box
        }
        let widths = Self.widths(of: boxes)
        let ordered = (0..<Int32(boxes.count)).sorted {
            (widths[Int($1)], $0) < (widths[Int($0)], $1)
        }
        Self.place(&boxes, ordered, widths)
        self.init(.cost, boxes, boxOfSpan: boxOfSpan, ordered: ordered)
    }

    /// Its own durations, or those of its children where these are longer; at least 1, so that nothing is lost.
    private static func widths(of boxes: [SpanBox]) -> [UInt64] {
        var below = [UInt64](repeating: 0, count: boxes.count)
        var widths = below
        for index in boxes.indices.reversed() {
            widths[index] = max(1, UInt64(boxes[index].total), below[index])
            let parent = Int(boxes[index].parent)
            guard parent >= 0 else { continue }
            below[parent] = Timestamp.saturatingSum(below[parent], widths[index])
        }
        return widths
    }

    private static func place(_ boxes: inout [SpanBox], _ ordered: [Int32], _ widths: [UInt64]) {
        for index in boxes.indices.reversed() {
            let parent = Int(boxes[index].parent)
            guard parent >= 0 else { continue }
            boxes[parent].height = max(boxes[parent].height, boxes[index].height + 1)
        }
        let children = Dealt(ordered, into: boxes.count) { [boxes] in boxes[Int($0)].parent }
        func put(_ siblings: some Sequence<Int32>, from start: UInt64, row: Int32) {
            var next = start
            for sibling in siblings {
                let box = Int(sibling)
                boxes[box].row = row
                boxes[box].start = next
                next = Timestamp.saturatingSum(next, widths[box])
                boxes[box].end = next
            }
        }
        put(ordered.filter { boxes[Int($0)].parent < 0 }, from: 0, row: 0)
        for index in boxes.indices {
            put(children[index], from: boxes[index].start, row: boxes[index].row + 1)
        }
    }
}
