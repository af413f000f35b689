extension JSONTokenizer {
    /// Appends `raw` without its escapes to `unescaped`; returns whether a lone surrogate was replaced.
    ///
    /// An escape at the end that `isCut` has cut is left out.
    mutating func unescape(
        _ raw: UnsafeBufferPointer<UInt8>,
        offset: Int,
        isCut: Bool
    ) throws(DecodeError) -> Bool {
        var isRepaired = false
        var at = 0
        while at < raw.count {
            let byte = raw[at]
            guard byte == UInt8(ascii: "\\") else {
                var end = at + 1
                while end < raw.count, raw[end] != UInt8(ascii: "\\") { end += 1 }
                unescaped.append(contentsOf: raw[at..<end])
                at = end
                continue
            }
            // The longest escape is a pair of surrogates.
            if isCut, at + 12 > raw.count { break }
            let letter = at + 1 < raw.count ? raw[at + 1] : 0
            switch letter {
            case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"):
                unescaped.append(letter)
            case UInt8(ascii: "b"): unescaped.append(0x08)
            case UInt8(ascii: "f"): unescaped.append(0x0C)
            case UInt8(ascii: "n"): unescaped.append(0x0A)
            case UInt8(ascii: "r"): unescaped.append(0x0D)
            case UInt8(ascii: "t"): unescaped.append(0x09)
            case UInt8(ascii: "u"):
                guard let unit = Self.codeUnit(raw, at: at) else {
                    throw error(
                        at: offset + at,
                        expected: "four hexadecimal digits after `\\u`",
                        found: Self.quoted(raw, at: at)
                    )
                }
                at += 4
                if unit & 0xFC00 == 0xD800, let low = Self.codeUnit(raw, at: at + 2),
                    low & 0xFC00 == 0xDC00
                {
                    at += 6
                    append(scalar: 0x10000 + (unit & 0x3FF) << 10 + low & 0x3FF)
                } else if unit & 0xF800 == 0xD800 {
                    unescaped.append(contentsOf: UTF8Repair.replacement)
                    isRepaired = true
                } else {
                    append(scalar: unit)
                }
            default:
                throw error(
                    at: offset + at,
                    expected: "one of `\"\\/bfnrtu` after a backslash",
                    found: Self.quoted(raw, at: at)
                )
            }
            at += 2
        }
        return isRepaired
    }

    /// The code unit of an escape `\uXXXX` that begins at `at`.
    private static func codeUnit(_ raw: UnsafeBufferPointer<UInt8>, at: Int) -> UInt32? {
        guard at + 6 <= raw.count, raw[at] == UInt8(ascii: "\\"), raw[at + 1] == UInt8(ascii: "u")
        else { return nil }
        var unit: UInt32 = 0
        for index in at + 2..<at + 6 {
            guard let digit = Character(Unicode.Scalar(raw[index])).hexDigitValue,
                raw[index] < 0x80
            else { return nil }
            unit = unit << 4 | UInt32(digit)
        }
        return unit
    }

    private mutating func append(scalar: UInt32) {
        switch scalar {
        case 0..<0x80:
            unescaped.append(UInt8(truncatingIfNeeded: scalar))
        case 0x80..<0x800:
            unescaped.append(UInt8(truncatingIfNeeded: 0xC0 | scalar >> 6))
            unescaped.append(UInt8(truncatingIfNeeded: 0x80 | scalar & 0x3F))
        case 0x800..<0x10000:
            unescaped.append(UInt8(truncatingIfNeeded: 0xE0 | scalar >> 12))
            unescaped.append(UInt8(truncatingIfNeeded: 0x80 | scalar >> 6 & 0x3F))
            unescaped.append(UInt8(truncatingIfNeeded: 0x80 | scalar & 0x3F))
        default:
            unescaped.append(UInt8(truncatingIfNeeded: 0xF0 | scalar >> 18))
            unescaped.append(UInt8(truncatingIfNeeded: 0x80 | scalar >> 12 & 0x3F))
            unescaped.append(UInt8(truncatingIfNeeded: 0x80 | scalar >> 6 & 0x3F))
            unescaped.append(UInt8(truncatingIfNeeded: 0x80 | scalar & 0x3F))
        }
    }
}
