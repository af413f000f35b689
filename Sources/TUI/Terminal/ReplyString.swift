/// A string that a terminal sends, such as the answer to a question that a program before us asked: nothing in it is a key.
///
/// ECMA-48, section 8.3: OSC, DCS, APC, PM and SOS, each ended by ST (`ESC \`), or by BEL as xterm does.
struct ReplyString: Hashable {
    /// The byte after ESC that began it.
    let introducer: UInt8
    /// How many bytes were swallowed.
    private(set) var length = 0
    /// An ESC came, which is the beginning of the end.
    var isEnding = false

    /// More than any clipboard that a terminal answers with.
    private static let longest = 1 << 20

    /// Nil for a byte that begins no string.
    init?(introducer: UInt8) {
        switch introducer {
        case UInt8(ascii: "]"), UInt8(ascii: "P"), UInt8(ascii: "_"), UInt8(ascii: "^"),
            UInt8(ascii: "X"):
            self.introducer = introducer
        default: return nil
        }
    }

    /// Whether the first byte is one that such strings begin with; else Esc and two keys came together.
    func canBegin(with byte: UInt8) -> Bool {
        switch introducer {
        case UInt8(ascii: "]"):
            isDigit(byte)
                || [UInt8(ascii: "l"), UInt8(ascii: "L"), UInt8(ascii: "I")].contains(byte)
        case UInt8(ascii: "P"):
            isDigit(byte) || [UInt8](">!$+|=?{;".utf8).contains(byte)
        // Kitty's graphics are the only such answers in use, but any printable text may follow.
        default: byte >= 0x20 && byte != 0x7F
        }
    }

    private func isDigit(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
    }

    /// Swallows a byte.
    ///
    /// - Returns: False when it cannot be part of a string: a control character is a key again, which ends what a
    ///   terminal left open.
    mutating func take(_ byte: UInt8) -> Bool {
        guard byte >= 0x20 && byte != 0x7F, length < Self.longest else { return false }
        length += 1
        return true
    }
}
