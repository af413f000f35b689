/// A hash for tables of bytes and numbers that strangers send: seeded per process, so that nobody can aim at
/// collisions.
///
/// Multiply and fold of eight bytes at a time, in the manner of wyhash.
package enum SeededHash {
    private static let seed = UInt64.random(in: .min ... .max)

    /// The seed of this process; tables keep a copy, which is cheaper to reach.
    package static var processSeed: UInt64 { seed }

    /// The hash of `bytes`.
    @inline(__always)
    package static func hash(of bytes: UnsafeRawBufferPointer, seed: UInt64) -> UInt64 {
        var hash = seed ^ UInt64(bytes.count) &* 0x9E37_79B9_7F4A_7C15
        guard let base = bytes.baseAddress else { return fold(hash, 0xE703_7ED1_A0B4_28DB) }
        let count = bytes.count
        var offset = 0
        while offset &+ 8 <= count {
            hash = fold(
                hash ^ base.loadUnaligned(fromByteOffset: offset, as: UInt64.self),
                0xA076_1D64_78BD_642F
            )
            offset &+= 8
        }
        var tail: UInt64 = 0
        if offset < count {
            if count >= 8 {
                // The last eight bytes once more: cheaper than the odd ones one by one.
                tail = base.loadUnaligned(fromByteOffset: count &- 8, as: UInt64.self)
            } else if count >= 4 {
                let low = base.loadUnaligned(as: UInt32.self)
                let high = base.loadUnaligned(fromByteOffset: count &- 4, as: UInt32.self)
                tail = UInt64(high) << 32 | UInt64(low)
            } else {
                let first = UInt64(base.load(as: UInt8.self))
                let middle = UInt64(base.load(fromByteOffset: count / 2, as: UInt8.self))
                let last = UInt64(base.load(fromByteOffset: count &- 1, as: UInt8.self))
                tail = first << 16 | middle << 8 | last
            }
        }
        return fold(hash ^ tail, 0xE703_7ED1_A0B4_28DB)
    }

    /// The hash of two numbers.
    @inline(__always)
    package static func hash(_ left: UInt64, _ right: UInt64, seed: UInt64) -> UInt64 {
        fold(fold(left ^ seed, 0xA076_1D64_78BD_642F) ^ right, 0xE703_7ED1_A0B4_28DB)
    }

    @inline(__always)
    private static func fold(_ left: UInt64, _ right: UInt64) -> UInt64 {
        let product = left.multipliedFullWidth(by: right)
        return product.high ^ product.low
    }
}
