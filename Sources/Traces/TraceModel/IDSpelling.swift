/// What the text of an id means: a number in one of its spellings, or nothing but itself.
enum IDSpelling {
    /// Up to 128 bits, `high` before `low`.
    case number(high: UInt64, low: UInt64)
    /// The text that tells the id apart: as written, or for hexadecimal numbers beyond 128 bits their digits in lower case.
    case text(String)

    /// Reads hexadecimal digits of either case, with or without leading zeros, `0x` or the dashes of a UUID.
    init(_ bytes: UnsafeBufferPointer<UInt8>) {
        guard let digits = Self.digits(of: bytes) else {
            self = .text(String(decoding: bytes, as: UTF8.self))
            return
        }
        let significant = digits.drop { $0 == UInt8(ascii: "0") }
        guard significant.count <= 32 else {
            self = .text(Self.lowerCase(significant))
            return
        }
        let number = Array(significant).withUnsafeBufferPointer { TraceID(hexDigits: $0) } ?? .zero
        self = .number(high: number.high, low: number.low)
    }

    /// The digits without what may stand around them; nil if there is anything else.
    ///
    /// An empty text is zero.
    private static func digits(of bytes: UnsafeBufferPointer<UInt8>) -> [UInt8]? {
        var digits = Array(bytes)
        if digits.count > 2, digits[0] == UInt8(ascii: "0"), digits[1] | 0x20 == UInt8(ascii: "x") {
            digits.removeFirst(2)
        } else if isUUID(digits) {
            digits.removeAll { $0 == UInt8(ascii: "-") }
        }
        return digits.allSatisfy(isDigit) ? digits : nil
    }

    /// Whether the dashes stand where those of a UUID do: `8-4-4-4-12`.
    private static func isUUID(_ bytes: [UInt8]) -> Bool {
        let dashes = [8, 13, 18, 23]
        return bytes.count == 36 && dashes.allSatisfy { bytes[$0] == UInt8(ascii: "-") }
    }

    private static func isDigit(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x39, 0x41...0x46, 0x61...0x66: true
        default: false
        }
    }

    /// Hexadecimal digits in lower case.
    static func lowerCase(_ digits: some Sequence<UInt8>) -> String {
        String(decoding: digits.map { $0 > 0x39 ? $0 | 0x20 : $0 }, as: UTF8.self)
    }
}
