import TraceModel

/// The spans of a trace as boxes in rows, of which none lies over another: a flame graph.
///
/// A box stands below that of its parent, and what is below it has rows and a stretch of its own. Orphans stand beside the
/// roots. All is flat, so that a million spans one below the other are drawn as fast as any.
package struct SpanBoxes: Sendable {
    /// What the length of a box means.
    package enum Length: Sendable {
        /// Durations added up, of spans of one service and name below the same box.
        case cost
        /// When one span ran.
        case time
    }

    package let length: Length
    package let boxes: [SpanBox]
    /// Boxes that nothing is above, from left to right.
    package let roots: [Int32]
    /// The box of each span.
    package let boxOfSpan: [Int32]
    /// From where to where all boxes reach; never empty.
    package let extent: Range<UInt64>
    private let families: Dealt
    private let members: Dealt
    /// Boxes row by row, each row from left to right.
    private let rows: Dealt

    /// `boxes` have their places; `children` are all boxes with those of one parent in the order wanted.
    init(_ length: Length, _ boxes: [SpanBox], boxOfSpan: [Int32], ordered children: [Int32]) {
        self.length = length
        self.boxes = boxes
        self.boxOfSpan = boxOfSpan
        let count = boxes.count
        let start = boxes.reduce(UInt64.max) { min($0, $1.start) }
        let end = boxes.reduce(UInt64(0)) { max($0, $1.end) }
        extent = start < end ? start..<end : 0..<1
        families = Dealt(children, into: count) { boxes[Int($0)].parent }
        roots = children.filter { boxes[Int($0)].parent < 0 }
        members = Dealt(boxOfSpan.indices.map { Int32($0) }, into: count) {
            boxOfSpan[Int($0)]
        }
        let fromLeft = (0..<Int32(count)).sorted {
            (boxes[Int($0)].start, $0) < (boxes[Int($1)].start, $1)
        }
        let rowCount = boxes.reduce(0) { max($0, Int($1.row) + 1) }
        rows = Dealt(fromLeft, into: rowCount) { boxes[Int($0)].row }
    }

    package var rowCount: Int { rows.count }

    /// The boxes right below one, from left to right.
    package func children(of box: Int) -> ArraySlice<Int32> { families[box] }

    /// The spans that a box stands for, in the order received.
    package func spans(of box: Int) -> ArraySlice<Int32> { members[box] }

    /// The boxes of a row, from left to right.
    package func boxes(ofRow row: Int) -> ArraySlice<Int32> { rows[row] }

    /// The box and those above it, the uppermost first.
    package func path(to box: Int) -> [Int] {
        var path: [Int] = []
        var next = Int32(box)
        while next >= 0 {
            path.append(Int(next))
            next = boxes[Int(next)].parent
        }
        return path.reversed()
    }
}
