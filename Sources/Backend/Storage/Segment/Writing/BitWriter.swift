/// Numbers of any width behind one another, the lowest bits first.
struct BitWriter {
    private(set) var bytes: [UInt8] = []
    private var pending: UInt64 = 0
    private var pendingBits: UInt64 = 0

    /// Appends the lower `width` bits of `value`, 0 to 64 of them; those above must be zero.
    @inline(__always)
    mutating func append(_ value: UInt64, width: Int) {
        guard width > 0 else { return }
        pending |= value << pendingBits
        let total = pendingBits &+ UInt64(width)
        if total < 64 {
            pendingBits = total
            return
        }
        withUnsafeBytes(of: pending.littleEndian) { bytes.append(contentsOf: $0) }
        let taken = 64 &- pendingBits
        pending = taken == 64 ? 0 : value >> taken
        pendingBits = total &- 64
    }

    /// Goes on at the next whole byte, and returns its place.
    mutating func align() -> Int {
        while pendingBits > 0 {
            bytes.append(UInt8(truncatingIfNeeded: pending))
            pending >>= 8
            pendingBits = pendingBits > 8 ? pendingBits - 8 : 0
        }
        pending = 0
        return bytes.count
    }

    /// How many bits a number below or equal to `highest` needs.
    static func width(of highest: UInt64) -> Int { 64 - highest.leadingZeroBitCount }
}
