/// One scalar at the front of raw bytes, or the longest broken piece of one.
struct UTF8Scalar {
    /// Nothing where the bytes are not UTF-8.
    let value: UInt32?
    /// Bytes it takes, ≥ 1.
    let length: Int

    /// Decodes at `offset`, which must lie inside `bytes`.
    ///
    /// A broken sequence is the "maximal subpart" of The Unicode Standard, section 3.9, so that one broken
    /// character gives one U+FFFD.
    init(in bytes: UnsafeBufferPointer<UInt8>, at offset: Int) {
        let lead = bytes[offset]
        let count: Int
        var second: ClosedRange<UInt8> = 0x80...0xBF
        switch lead {
        case 0x00...0x7F:
            value = UInt32(lead)
            length = 1
            return
        case 0xC2...0xDF: count = 2
        case 0xE0:
            count = 3
            second = 0xA0...0xBF
        case 0xED:
            count = 3
            second = 0x80...0x9F
        case 0xE1...0xEF: count = 3
        case 0xF0:
            count = 4
            second = 0x90...0xBF
        case 0xF4:
            count = 4
            second = 0x80...0x8F
        case 0xF1...0xF3: count = 4
        default:
            value = nil
            length = 1
            return
        }
        var scalar = UInt32(lead) & (count == 2 ? 0x1F : count == 3 ? 0x0F : 0x07)
        for index in 1..<count {
            let allowed = index == 1 ? second : 0x80...0xBF
            guard offset + index < bytes.count, allowed.contains(bytes[offset + index]) else {
                value = nil
                length = index
                return
            }
            scalar = scalar << 6 | UInt32(bytes[offset + index] & 0x3F)
        }
        value = scalar
        length = count
    }
}
