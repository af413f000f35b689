/// Counts of calls: a square array for the first services, which are usually all, and a dictionary for the rest.
struct CallMatrix {
    private static let side = 256
    private var square = [Int](repeating: 0, count: side * side)
    private var others: [Int: Int] = [:]

    /// Adds to a pair, or takes away from it.
    @inline(__always)
    mutating func add(parent: Int, child: Int, _ count: Int) {
        if parent < Self.side && child < Self.side {
            square[parent * Self.side + child] += count
        } else {
            others[parent << 32 | child, default: 0] += count
        }
    }

    /// Each pair whose count is not zero, in no order.
    var counts: [(parent: Int, child: Int, count: Int)] {
        let common = square.indices.lazy.filter { square[$0] != 0 }
            .map { ($0 / Self.side, $0 % Self.side, square[$0]) }
        return common
            + others.lazy.filter { $0.value != 0 }
            .map { ($0.key >> 32, $0.key & 0xFFFF_FFFF, $0.value) }
    }
}
