/// Well-formedness of UTF-8 (Unicode 15, table 3-7), and what to put where it is broken.
enum UTF8Repair {
    /// U+FFFD in UTF-8.
    static let replacement: [UInt8] = [0xEF, 0xBF, 0xBD]

    /// Whether `bytes` are well-formed.
    static func isValid(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        var at = 0
        while at < bytes.count {
            if bytes[at] < 0x80 {
                at += 1
                continue
            }
            let (length, isValid) = sequence(bytes, at: at)
            guard isValid else { return false }
            at += length
        }
        return true
    }

    /// Appends `bytes` to `target` with every maximal ill-formed part replaced by one U+FFFD.
    static func append(_ bytes: UnsafeBufferPointer<UInt8>, repairedTo target: inout [UInt8]) {
        var at = 0
        while at < bytes.count {
            let (length, isValid) = sequence(bytes, at: at)
            if isValid {
                target.append(contentsOf: bytes[at..<at + length])
            } else {
                target.append(contentsOf: replacement)
            }
            at += length
        }
    }

    /// Removes the beginning of a character that was cut off at the end of `bytes`.
    static func removePartialCharacter(at bytes: inout [UInt8]) {
        let tail = bytes.suffix(3)
        guard let lead = tail.lastIndex(where: { $0 & 0xC0 == 0xC0 }) else { return }
        let isWhole = bytes[lead...].withUnsafeBufferPointer(isValid)
        if !isWhole, bytes[(lead + 1)...].allSatisfy({ $0 & 0xC0 == 0x80 }) {
            bytes.removeLast(bytes.count - lead)
        }
    }

    /// The length of the character at `at`, or of the longest ill-formed part that begins like one.
    private static func sequence(
        _ bytes: UnsafeBufferPointer<UInt8>,
        at: Int
    ) -> (length: Int, isValid: Bool) {
        let lead = bytes[at]
        let needed: Int
        var second: ClosedRange<UInt8> = 0x80...0xBF
        switch lead {
        case 0x00...0x7F: return (1, true)
        case 0xC2...0xDF: needed = 2
        case 0xE0:
            needed = 3
            second = 0xA0...0xBF
        case 0xED:
            needed = 3
            second = 0x80...0x9F
        case 0xE1...0xEF: needed = 3
        case 0xF0:
            needed = 4
            second = 0x90...0xBF
        case 0xF1...0xF3: needed = 4
        case 0xF4:
            needed = 4
            second = 0x80...0x8F
        default: return (1, false)
        }
        guard at + 1 < bytes.count, second.contains(bytes[at + 1]) else { return (1, false) }
        var length = 2
        while length < needed {
            guard at + length < bytes.count, bytes[at + length] & 0xC0 == 0x80 else {
                return (length, false)
            }
            length += 1
        }
        return (needed, true)
    }
}
