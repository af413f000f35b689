/// A set of trace ordinals of one snapshot, one bit each, taken out from the top.
struct OrdinalSet {
    private let base: UInt64
    private let count: Int
    private var words: [UInt64]
    /// No word after this one has a bit; −1 if none has.
    private var lastWord = -1

    /// A set for ordinals of `range`.
    init(_ range: Range<UInt64>) {
        base = range.lowerBound
        count = Int(range.upperBound - range.lowerBound)
        words = Array(repeating: 0, count: count / 64 + 1)
    }

    /// Does nothing with an ordinal outside of the range, which damaged segments may name.
    @inline(__always)
    mutating func insert(_ ordinal: UInt64) {
        let bit = Int(truncatingIfNeeded: ordinal &- base)
        guard bit >= 0, bit < count else { return }
        words[bit >> 6] |= 1 << UInt64(bit & 63)
        lastWord = max(lastWord, bit >> 6)
    }

    @inline(__always)
    func contains(_ ordinal: UInt64) -> Bool {
        let bit = Int(truncatingIfNeeded: ordinal &- base)
        guard bit >= 0, bit < count else { return false }
        return words[bit >> 6] >> UInt64(bit & 63) & 1 == 1
    }

    /// The ordinals of a range, rising.
    ///
    /// - Complexity: O(length of the range / 64, and ordinals).
    func ordinals(in range: Range<UInt64>) -> [UInt64] {
        let low = range.lowerBound > base ? Int(clamping: range.lowerBound - base) : 0
        let high = range.upperBound > base ? Int(clamping: range.upperBound - base) : 0
        let bits = low..<max(low, min(high, count))
        guard !bits.isEmpty else { return [] }
        var found: [UInt64] = []
        for index in bits.lowerBound >> 6...(bits.upperBound - 1) >> 6 {
            var word = words[index]
            while word != 0 {
                let bit = index << 6 | word.trailingZeroBitCount
                word &= word - 1
                if bits.contains(bit) { found.append(base + UInt64(bit)) }
            }
        }
        return found
    }

    /// Takes out up to `count` of the highest ordinals that are at least `floor`, highest first.
    ///
    /// - Complexity: O(ordinals between the highest of all and the last one taken); O(1) if there is none.
    mutating func takeHighest(_ count: Int, from floor: UInt64) -> [UInt64] {
        var taken: [UInt64] = []
        let lowest = floor > base ? Int(floor - base) : 0
        while lastWord >= lowest >> 6, taken.count < count {
            while words[lastWord] != 0, taken.count < count {
                let bit = lastWord << 6 | (63 - words[lastWord].leadingZeroBitCount)
                guard bit >= lowest else { return taken }
                words[lastWord] &= ~(1 << UInt64(bit & 63))
                taken.append(base + UInt64(bit))
            }
            if words[lastWord] == 0 { lastWord -= 1 }
        }
        return taken
    }
}
