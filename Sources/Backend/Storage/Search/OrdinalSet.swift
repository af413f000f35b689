/// A set of trace ordinals of one snapshot, one bit each, taken out from the top.
struct OrdinalSet {
    private let base: UInt64
    private var words: [UInt64]

    /// A set for ordinals of `range`.
    init(_ range: Range<UInt64>) {
        base = range.lowerBound
        words = Array(repeating: 0, count: Int((range.upperBound - range.lowerBound) / 64 + 1))
    }

    @inline(__always)
    mutating func insert(_ ordinal: UInt64) {
        let bit = Int(ordinal &- base)
        words[bit >> 6] |= 1 << UInt64(bit & 63)
    }

    /// Takes out up to `count` of the highest ordinals that are at least `floor`, highest first.
    mutating func takeHighest(_ count: Int, from floor: UInt64) -> [UInt64] {
        var taken: [UInt64] = []
        let lowest = floor > base ? Int(floor - base) : 0
        var word = words.count - 1
        while word >= lowest >> 6, taken.count < count {
            while words[word] != 0, taken.count < count {
                let bit = word << 6 | (63 - words[word].leadingZeroBitCount)
                guard bit >= lowest else { break }
                words[word] &= ~(1 << UInt64(bit & 63))
                taken.append(base + UInt64(bit))
            }
            word -= 1
        }
        return taken
    }
}
