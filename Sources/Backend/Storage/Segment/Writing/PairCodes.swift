/// Gives each distinct pair of numbers a code, in the order in which they come.
struct PairCodes {
    private var keys: [UInt64]
    private var codes: [UInt32]
    private(set) var count = 0

    private static let free = UInt64.max

    /// For up to `most` pairs.
    init(most: Int) {
        var size = 64
        while size < most * 2 { size *= 2 }
        keys = Array(repeating: Self.free, count: size)
        codes = Array(repeating: 0, count: size)
    }

    /// The code of a pair; there must be room for it.
    @inline(__always)
    mutating func code(_ first: UInt32, _ second: UInt32) -> UInt32 {
        let key = UInt64(first) << 32 | UInt64(second)
        let mask = keys.count &- 1
        var slot = Int(truncatingIfNeeded: (key &* 0x9E37_79B9_7F4A_7C15) >> 32) & mask
        while keys[slot] != key {
            if keys[slot] == Self.free {
                keys[slot] = key
                codes[slot] = UInt32(count)
                count &+= 1
                return UInt32(count &- 1)
            }
            slot = (slot &+ 1) & mask
        }
        return codes[slot]
    }
}
