/// How many spans of each operation of a segment fall into each class of ``LatencyHistogram``.
struct OperationDurations: Sendable {
    /// More pairs of operation and class are not kept: a sender that puts ids into names must not fill the memory.
    private static let mostEntries = 16_384

    /// Where the classes of an operation begin, by its place in the segment's table.
    private var first: [Int32] = [0]
    private var classes: [UInt16] = []
    private var counts: [Int32] = []

    /// The spans of a segment, in any order.
    struct Collection {
        /// Operation and class of each span, the operation above.
        fileprivate var keys: [UInt64] = []

        init(spans: Int) { keys.reserveCapacity(spans) }

        @inline(__always)
        mutating func add(_ duration: UInt64, operation: Int) {
            keys.append(UInt64(operation) << 16 | UInt64(LatencyHistogram.index(of: duration)))
        }
    }

    /// Nil if there are too many classes.
    init?(_ collection: Collection, operations: Int) {
        var last: UInt64?
        for key in collection.keys.sorted() {
            if key == last {
                counts[counts.count - 1] += 1
                continue
            }
            last = key
            guard classes.count < Self.mostEntries else { return nil }
            endOperations(before: Int(key >> 16))
            classes.append(UInt16(truncatingIfNeeded: key))
            counts.append(1)
        }
        endOperations(before: operations)
    }

    private mutating func endOperations(before operation: Int) {
        while first.count <= operation { first.append(Int32(classes.count)) }
    }

    /// Bytes of memory.
    var heldBytes: Int { first.count * 4 + classes.count * 6 }

    /// Calls `body` with each class of durations that spans of an operation fall into, and how many do.
    @inline(__always)
    func forEachClass(ofOperation place: Int, _ body: (_ class: Int, _ count: Int) -> Void) {
        for index in Int(first[place])..<Int(first[place + 1]) {
            body(Int(classes[index]), Int(counts[index]))
        }
    }
}
