/// Numbers as a class of one byte, by which they can be compared roughly, and the bits that tell them apart within it.
///
/// Below 8 each number is a class; above, each doubling has four. Classes rise with the numbers.
enum TimeClass {
    /// The highest class that occurs.
    static let highest: UInt8 = 251

    @inline(__always)
    static func of(_ number: UInt64) -> UInt8 {
        guard number >= 8 else { return UInt8(truncatingIfNeeded: number) }
        let exponent = 63 &- number.leadingZeroBitCount
        let quarter = number >> UInt64(exponent &- 2) & 3
        return UInt8(truncatingIfNeeded: 8 &+ (exponent &- 3) &* 4 &+ Int(quarter))
    }

    /// How many bits stand behind a class.
    @inline(__always)
    static func remainderBits(of timeClass: UInt8) -> Int {
        timeClass < 8 ? 0 : (Int(min(timeClass, highest)) &- 8) >> 2 &+ 1
    }

    /// The bits of a number that its class does not tell.
    @inline(__always)
    static func remainder(of number: UInt64, in timeClass: UInt8) -> UInt64 {
        number & (1 << UInt64(remainderBits(of: timeClass)) &- 1)
    }

    /// The number of a class and its remainder.
    @inline(__always)
    static func number(_ timeClass: UInt8, _ remainder: UInt64) -> UInt64 {
        guard timeClass >= 8 else { return UInt64(timeClass) }
        let bits = UInt64(remainderBits(of: timeClass))
        let quarter = UInt64((min(timeClass, highest) &- 8) & 3)
        return (4 | quarter) << bits | remainder
    }
}
