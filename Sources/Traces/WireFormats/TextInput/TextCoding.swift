/// How text is coded, found by its first bytes, and turned into UTF-8 without a byte order mark.
struct TextCoding {
    enum Form { case utf8, littleEndian, bigEndian }

    let form: Form
    /// An odd byte and half of a pair that the last chunk ended with.
    private var oddByte: UInt8?
    private var highSurrogate: UInt16?
    /// Units that were no half of a pair; each became U+FFFD.
    private(set) var repaired = 0

    /// The bytes of `beginning` that are a mark and no text are to be left out: see ``markLength``.
    init(beginning: [UInt8]) {
        let (first, second) = (beginning.first, beginning.dropFirst().first)
        markLength = 0
        if first == 0xFF, second == 0xFE {
            form = .littleEndian
            markLength = 2
        } else if first == 0xFE, second == 0xFF {
            form = .bigEndian
            markLength = 2
        } else if let first, let second, first == 0, second >= 0x09, second < 0x7F {
            form = .bigEndian
        } else if let first, first >= 0x09, first < 0x7F, second == 0,
            beginning.count < 4 || beginning[3] == 0
        {
            form = .littleEndian
        } else {
            form = .utf8
            markLength = beginning.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
        }
    }

    /// Bytes at the beginning that are no text.
    private(set) var markLength: Int

    /// The bytes as UTF-8.
    mutating func decode(_ bytes: UnsafeBufferPointer<UInt8>) -> [UInt8] {
        var text: [UInt8] = []
        text.reserveCapacity(bytes.count)
        for byte in bytes {
            guard let odd = oddByte else {
                oddByte = byte
                continue
            }
            oddByte = nil
            let unit =
                form == .littleEndian
                ? UInt16(byte) << 8 | UInt16(odd) : UInt16(odd) << 8 | UInt16(byte)
            append(unit, to: &text)
        }
        return text
    }

    private mutating func append(_ unit: UInt16, to text: inout [UInt8]) {
        if let high = highSurrogate {
            highSurrogate = nil
            if unit & 0xFC00 == 0xDC00 {
                let scalar = 0x10000 + UInt32(high & 0x3FF) << 10 + UInt32(unit & 0x3FF)
                return Self.append(scalar, to: &text)
            }
            text += UTF8Repair.replacement
            repaired += 1
        }
        if unit & 0xFC00 == 0xD800 {
            highSurrogate = unit
        } else if unit & 0xFC00 == 0xDC00 {
            text += UTF8Repair.replacement
            repaired += 1
        } else {
            Self.append(UInt32(unit), to: &text)
        }
    }

    private static func append(_ scalar: UInt32, to text: inout [UInt8]) {
        guard scalar >= 0x80 else { return text.append(UInt8(scalar)) }
        text.append(contentsOf: String(Unicode.Scalar(scalar) ?? "\u{FFFD}").utf8)
    }
}
