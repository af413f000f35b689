/// Texts of which numbers are the only part that differs: what stands between the numbers, and the numbers.
///
/// In a pattern, byte 1 stands for a decimal number without leading zeros, and byte 2 with a second byte for as many hexadecimal
/// digits, lower case. Texts that hold bytes 0 to 2 have no pattern.
struct NumberPattern {
    static let decimal: UInt8 = 1
    static let hexadecimal: UInt8 = 2
    /// Digits of a number at most, so that it fits into 64 bits.
    private static let mostDecimals = 18
    private static let mostHexDigits = 16
    /// Fewer hexadecimal digits are not worth it, and may as well be letters.
    private static let leastHexDigits = 4

    private(set) var pattern: [UInt8] = []
    private(set) var numbers: [UInt64] = []

    /// Reads a text; false if it has no pattern.
    mutating func read(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
        pattern.removeAll(keepingCapacity: true)
        numbers.removeAll(keepingCapacity: true)
        var at = 0
        while at < text.count {
            let byte = text[at]
            if byte <= 2 { return false }
            let isInside = at > 0 && Self.isLetterOrDigit(text[at - 1])
            if !isInside, let end = Self.endOfHexadecimals(text, from: at) {
                append(hexadecimals: text, at..<end)
                at = end
            } else if Self.isDigit(byte) {
                var end = at + 1
                while end < text.count, Self.isDigit(text[end]) { end += 1 }
                append(digits: text, at..<end)
                at = end
            } else {
                pattern.append(byte)
                at += 1
            }
        }
        return true
    }

    /// Where a word that is a hexadecimal number ends: of digits and letters, both of them there, and nothing else.
    private static func endOfHexadecimals(
        _ text: UnsafeBufferPointer<UInt8>,
        from start: Int
    ) -> Int? {
        guard hexValue(text[start]) != nil else { return nil }
        var end = start
        var digits = 0
        while end < text.count, hexValue(text[end]) != nil {
            if isDigit(text[end]) { digits += 1 }
            end += 1
        }
        guard end - start >= leastHexDigits, end == text.count || !isLetterOrDigit(text[end])
        else { return nil }
        // Parts of a UUID may be digits alone; a number of digits alone elsewhere is a decimal one.
        let isBesideDash =
            start > 0 && text[start - 1] == 0x2D || end < text.count && text[end] == 0x2D
        guard digits > 0, digits < end - start || isBesideDash else { return nil }
        return end
    }

    private mutating func append(digits text: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) {
        guard range.count <= Self.mostDecimals, text[range.lowerBound] != 0x30 || range.count == 1
        else { return append(hexadecimals: text, range) }
        pattern.append(Self.decimal)
        numbers.append(range.reduce(0) { $0 * 10 + UInt64(text[$1] - 0x30) })
    }

    private mutating func append(
        hexadecimals text: UnsafeBufferPointer<UInt8>,
        _ range: Range<Int>
    ) {
        var start = range.lowerBound
        while start < range.upperBound {
            let end = min(start + Self.mostHexDigits, range.upperBound)
            pattern.append(Self.hexadecimal)
            pattern.append(UInt8(end - start))
            numbers.append(
                (start..<end).reduce(0) { $0 << 4 | UInt64(Self.hexValue(text[$1]) ?? 0) }
            )
            start = end
        }
    }

    /// How many numbers a pattern holds.
    static func numberCount(_ pattern: UnsafeBufferPointer<UInt8>) -> Int {
        var count = 0
        var at = 0
        while at < pattern.count {
            if pattern[at] == decimal || pattern[at] == hexadecimal { count += 1 }
            at += pattern[at] == hexadecimal ? 2 : 1
        }
        return count
    }

    /// Appends the text of a pattern and its numbers, which `next` gives in order.
    static func write(
        _ pattern: UnsafeBufferPointer<UInt8>,
        to text: inout [UInt8],
        _ next: () -> UInt64
    ) {
        var at = 0
        while at < pattern.count {
            let byte = pattern[at]
            at += 1
            switch byte {
            case decimal: appendDecimal(next(), to: &text)
            case hexadecimal:
                guard at < pattern.count else { return }
                let digits = Int(min(pattern[at], UInt8(mostHexDigits)))
                at += 1
                let number = next()
                for place in 0..<digits {
                    let digit = number >> UInt64(4 * (digits - 1 - place)) & 15
                    text.append(UInt8(digit < 10 ? 0x30 + digit : 0x57 + digit))
                }
            default: text.append(byte)
            }
        }
    }

    private static func appendDecimal(_ number: UInt64, to text: inout [UInt8]) {
        let start = text.count
        var rest = number
        repeat {
            text.append(UInt8(0x30 + rest % 10))
            rest /= 10
        } while rest > 0
        text[start...].reverse()
    }

    @inline(__always)
    private static func isDigit(_ byte: UInt8) -> Bool { byte &- 0x30 < 10 }

    @inline(__always)
    private static func isLetterOrDigit(_ byte: UInt8) -> Bool {
        byte &- 0x30 < 10 || (byte | 0x20) &- 0x61 < 26
    }

    @inline(__always)
    private static func hexValue(_ byte: UInt8) -> UInt8? {
        if byte &- 0x30 < 10 { return byte &- 0x30 }
        return byte &- 0x61 < 6 ? byte &- 0x57 : nil
    }
}
