/// Base64 (RFC 4648 §4) and its URL-safe alphabet (§5).
package enum Base64 {
    private static let digits = Array(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8
    )

    /// The standard alphabet, padded.
    package static func text(of bytes: some Collection<UInt8>) -> String {
        var text: [UInt8] = []
        text.reserveCapacity((bytes.count + 2) / 3 * 4)
        var group: UInt32 = 0
        var filled = 0
        for byte in bytes {
            group = group << 8 | UInt32(byte)
            filled += 1
            guard filled == 3 else { continue }
            for shift in [18, 12, 6, 0] { text.append(digits[Int(group >> UInt32(shift) & 63)]) }
            group = 0
            filled = 0
        }
        if filled > 0 {
            group <<= UInt32(8 * (3 - filled))
            for index in 0...filled {
                text.append(digits[Int(group >> UInt32(18 - 6 * index) & 63)])
            }
            text.append(contentsOf: repeatElement(0x3D, count: 3 - filled))
        }
        return String(decoding: text, as: UTF8.self)
    }

    /// The bytes that `text` stands for, in either alphabet, padded or not; nil if it is not base64.
    package static func bytes(of text: some Collection<UInt8>) -> [UInt8]? {
        let padding = text.reversed().prefix { $0 == 0x3D }.count
        let body = text.dropLast(padding)
        guard padding <= 2, padding == 0 || text.count % 4 == 0, body.count % 4 != 1 else {
            return nil
        }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(body.count / 4 * 3 + 2)
        var bits: UInt32 = 0
        var held: UInt32 = 0
        for character in body {
            guard let digit = digit(of: character) else { return nil }
            bits = bits << 6 | UInt32(digit)
            held += 6
            guard held >= 8 else { continue }
            held -= 8
            bytes.append(UInt8(truncatingIfNeeded: bits >> held))
        }
        return bytes
    }

    private static func digit(of character: UInt8) -> UInt8? {
        switch character {
        case 0x41...0x5A: character - 0x41
        case 0x61...0x7A: character - 0x61 + 26
        case 0x30...0x39: character - 0x30 + 52
        case 0x2B, 0x2D: 62
        case 0x2F, 0x5F: 63
        default: nil
        }
    }
}
