import TraceModel

extension SpanBoxes {
    /// One box per span, from its start to its end: an icicle.
    ///
    /// Siblings that run at the same time stand on shelves below each other, each with room for all that is below it, so that no
    /// box lies over another, and none stands below a box that it does not belong to.
    ///
    /// - Complexity: O(spans · log spans), without recursion.
    package init(timesOf tree: TraceTree, _ selfTimes: SelfTimes) {
        let count = tree.spanCount
        var boxes = (0..<count).map { span -> SpanBox in
            let parent = tree.parents[span]
            var box = SpanBox(
                parent: parent < 0 || tree.isSynthetic(Int(parent)) ? -1 : parent
            )
            box.start = tree.displayStarts[span]
            box.end = tree.displayEnds[span]
            // What has no length takes the least there is, so that it lies beside others and not over them.
            if box.start == .max { box.start -= 1 }
            box.end = max(box.end, box.start + 1)
            box.add(span, tree, selfTimes)
            return box
        }
        let spans = tree.order.filter { $0 < count }
        let shelves = Shelves(boxes, tree, spans)
        for span in spans {
            let index = Int(span)
            let parent = Int(boxes[index].parent)
            let above = parent < 0 ? 0 : boxes[parent].row + 1
            boxes[index].row = above + shelves.offsets[index]
            boxes[index].height = shelves.heights[index]
        }
        let ordered = spans.sorted {
            (boxes[Int($0)].start, $0) < (boxes[Int($1)].start, $1)
        }
        self.init(
            .time,
            boxes,
            boxOfSpan: (0..<Int32(count)).map { $0 },
            ordered: ordered
        )
    }
}

/// On which rows below their parents spans stand, so that siblings and all that is below them keep clear of each other.
private struct Shelves {
    /// Rows of a span and all below it.
    private(set) var heights: [Int32]
    /// Rows between a span's parent and the span, beyond the first.
    private(set) var offsets: [Int32]
    /// From where to where a span and all below it reach.
    private var starts: [UInt64]
    private var ends: [UInt64]

    /// `spans` has parents before their children.
    init(_ boxes: [SpanBox], _ tree: TraceTree, _ spans: [Int32]) {
        heights = Array(repeating: 1, count: boxes.count)
        offsets = Array(repeating: 0, count: boxes.count)
        starts = boxes.map(\.start)
        ends = boxes.map(\.end)
        for span in spans.reversed() {
            let children = tree.children(of: Int(span))
            guard !children.isEmpty else { continue }
            heights[Int(span)] = 1 + shelve(children)
            for child in children {
                starts[Int(span)] = min(starts[Int(span)], starts[Int(child)])
                ends[Int(span)] = max(ends[Int(span)], ends[Int(child)])
            }
        }
        let roots = spans.filter { boxes[Int($0)].parent < 0 }
        if !roots.isEmpty { _ = shelve(roots[...]) }
    }

    /// Puts siblings on shelves, and gives the rows that these take.
    private mutating func shelve(_ siblings: ArraySlice<Int32>) -> Int32 {
        if siblings.count == 1, let only = siblings.first { return heights[Int(only)] }
        var shelves = ShelfEnds(count: siblings.count)
        var shelfHeights: [Int32] = []
        for sibling in siblings {
            let index = Int(sibling)
            let shelf = shelves.place(from: starts[index], to: ends[index])
            if shelf == shelfHeights.count { shelfHeights.append(0) }
            shelfHeights[shelf] = max(shelfHeights[shelf], heights[index])
            offsets[index] = Int32(shelf)
        }
        var rows: Int32 = 0
        let firstRows = shelfHeights.map { height -> Int32 in
            defer { rows += height }
            return rows
        }
        for sibling in siblings {
            offsets[Int(sibling)] = firstRows[Int(offsets[Int(sibling)])]
        }
        return rows
    }
}

/// Up to where each shelf is taken: a tree of least ends, in which the first free shelf is found.
private struct ShelfEnds {
    /// Node *i* has the children 2*i* and 2*i* + 1; the leaves are the shelves.
    private var ends: [UInt64]
    private let leaves: Int

    /// Room for `count` things, whatever they are.
    init(count: Int) {
        var leaves = 1
        while leaves < count { leaves *= 2 }
        self.leaves = leaves
        ends = Array(repeating: 0, count: 2 * leaves)
    }

    /// Takes the first shelf that is free from `start` on.
    ///
    /// - Complexity: O(log count).
    mutating func place(from start: UInt64, to end: UInt64) -> Int {
        var node = 1
        while node < leaves {
            node *= 2
            if ends[node] > start { node += 1 }
        }
        let shelf = node - leaves
        ends[node] = max(ends[node], end)
        while node > 1 {
            node /= 2
            ends[node] = min(ends[2 * node], ends[2 * node + 1])
        }
        return shelf
    }
}
