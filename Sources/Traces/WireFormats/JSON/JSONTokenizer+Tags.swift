import CByteScan

/// Jaeger's tags, which are most of the bytes of its traces, read at once where they are written as Jaeger writes them.
extension JSONTokenizer {
    /// Reads the object that begins at `at` if it is `{"key":"…","type":"…","value":…}` without a blank, an escape, or anything but
    /// ASCII in it, and returns where to go on.
    ///
    /// Of all others nothing is read, and nil returned: they go token by token. So does a tag that the end of the chunk cuts.
    @inline(__always)
    mutating func tag<Handler: JSONHandler & ~Copyable>(
        _ base: UnsafePointer<UInt8>,
        _ at: Int,
        _ count: Int,
        _ handler: inout Handler
    ) -> Int? {
        // {"key":"
        guard at &+ 8 <= count, Self.eight(base, at) == 0x223A_2279_656B_227B else { return nil }
        let key = at &+ 8
        guard let keyEnd = plainEnd(base, key, count), keyEnd &+ 33 <= count,
            // ","type":"
            Self.eight(base, keyEnd) == 0x2265_7079_7422_2C22,
            base[keyEnd &+ 8] == UInt8(ascii: ":"), base[keyEnd &+ 9] == UInt8(ascii: "\"")
        else { return nil }
        let type = keyEnd &+ 10
        let keyText = UnsafeBufferPointer(start: base + key, count: keyEnd &- key)
        let end: Int
        // The longest of these reads up to the 22nd byte from where the type begins.
        switch Self.eight(base, type) {
        case 0x2C22_676E_6972_7473 where Self.eight(base, type &+ 8) == 0x3A22_6575_6C61_7622:
            // string","value":
            let value = type &+ 17
            guard base[value &- 1] == UInt8(ascii: "\""),
                let valueEnd = plainEnd(base, value, count), valueEnd &+ 1 < count
            else { return nil }
            end = valueEnd &+ 1
            guard base[end] == UInt8(ascii: "}") else { return nil }
            handler.tag(
                keyText,
                .string(UnsafeBufferPointer(start: base + value, count: valueEnd &- value))
            )
        case 0x222C_2234_3674_6E69 where Self.eight(base, type &+ 6) == 0x2265_756C_6176_222C:
            // int64","value":
            guard base[type &+ 14] == UInt8(ascii: ":"),
                let (value, valueEnd) = Self.plainInteger(base, type &+ 15, count)
            else { return nil }
            end = valueEnd
            handler.tag(keyText, .int(value))
        case 0x7622_2C22_6C6F_6F62 where Self.eight(base, type &+ 5) == 0x2265_756C_6176_222C:
            // bool","value":true}
            guard base[type &+ 13] == UInt8(ascii: ":") else { return nil }
            switch Self.eight(base, type &+ 14) {
            case let word where word & 0xFF_FFFF_FFFF == 0x7D_6575_7274:
                end = type &+ 18
                handler.tag(keyText, .bool(true))
            case let word where word & 0xFFFF_FFFF_FFFF == 0x7D65_736C_6166:
                end = type &+ 19
                handler.tag(keyText, .bool(false))
            default: return nil
            }
        default: return nil
        }
        expectation = .commaOrEnd
        return end &+ 1
    }

    /// The closing quote of a string that begins at `start` and holds nothing but plain ASCII; nil for others.
    @inline(__always)
    private func plainEnd(_ base: UnsafePointer<UInt8>, _ start: Int, _ count: Int) -> Int? {
        var at = start
        while at &+ 16 <= count {
            let plain = Int(spoor_plain_bytes(base + at))
            at &+= plain
            guard plain < 16 else { continue }
            return base[at] == UInt8(ascii: "\"") && at &- start <= longestString ? at : nil
        }
        return nil
    }

    /// An integer of at most 18 digits before a brace, and where that is.
    @inline(__always)
    private static func plainInteger(
        _ base: UnsafePointer<UInt8>,
        _ start: Int,
        _ count: Int
    ) -> (Int64, end: Int)? {
        let isNegative = base[start] == UInt8(ascii: "-")
        let first = isNegative ? start &+ 1 : start
        var at = first
        var magnitude: Int64 = 0
        while at < count, at &- first <= 18 {
            let digit = base[at] &- 0x30
            guard digit <= 9 else { break }
            magnitude = magnitude &* 10 &+ Int64(digit)
            at &+= 1
        }
        let length = at &- first
        guard at < count, base[at] == UInt8(ascii: "}"), length > 0, length <= 18,
            base[first] != 0x30 || (length == 1 && !isNegative)
        else { return nil }
        return (isNegative ? 0 &- magnitude : magnitude, at)
    }

    /// Eight bytes, the first of which is the lowest.
    @inline(__always)
    private static func eight(_ base: UnsafePointer<UInt8>, _ at: Int) -> UInt64 {
        UnsafeRawPointer(base + at).loadUnaligned(as: UInt64.self).littleEndian
    }
}
