/// A set of small numbers below a limit.
struct BitSet: Sendable {
    private var words: [UInt64]

    init(limit: Int) {
        words = Array(repeating: 0, count: (limit + 63) / 64)
    }

    /// Every number below the limit.
    static func full(limit: Int) -> BitSet {
        var set = BitSet(limit: limit)
        for index in set.words.indices { set.words[index] = .max }
        return set
    }

    var isEmpty: Bool { words.allSatisfy { $0 == 0 } }

    func contains(_ number: Int) -> Bool { words[number >> 6] >> UInt64(number & 63) & 1 != 0 }

    mutating func insert(_ number: Int) { words[number >> 6] |= 1 << UInt64(number & 63) }

    /// Keeps what is in both sets, which have the same limit.
    mutating func formIntersection(_ other: BitSet) {
        for index in words.indices { words[index] &= other.words[index] }
    }

    /// Takes in all of a set with the same limit.
    mutating func formUnion(_ other: BitSet) {
        for index in words.indices { words[index] |= other.words[index] }
    }

    /// Exchanges what is in the set for what is not.
    mutating func invert() {
        for index in words.indices { words[index] = ~words[index] }
    }
}
