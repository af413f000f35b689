/// Hexadecimal text of 64-bit values, as trace and span ids are written.
package enum Hexadecimal {
    private static let digits = Array("0123456789abcdef".utf8)

    /// 16 lower-case digits.
    package static func text(of value: UInt64) -> String {
        String(unsafeUninitializedCapacity: 16) { buffer in
            for index in 0..<16 {
                buffer[index] = digits[Int(value >> UInt64(60 - 4 * index) & 15)]
            }
            return 16
        }
    }

    /// The value of up to 16 digits of either case, or nil if another character occurs.
    package static func value(of bytes: UnsafeBufferPointer<UInt8>, in range: Range<Int>) -> UInt64?
    {
        var value: UInt64 = 0
        for index in range {
            let byte = bytes[index]
            let digit: UInt8
            switch byte {
            case 0x30...0x39: digit = byte &- 0x30
            case 0x61...0x66: digit = byte &- 0x61 &+ 10
            case 0x41...0x46: digit = byte &- 0x41 &+ 10
            default: return nil
            }
            value = value << 4 | UInt64(digit)
        }
        return value
    }
}
