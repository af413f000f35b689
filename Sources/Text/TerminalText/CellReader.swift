/// Reads raw bytes as what may be shown for them, one indivisible piece after another.
///
/// A piece is a character with at most two combining marks, or the visible stand-in of something that must
/// not reach a terminal. The policy is that of ``SafeText``.
struct CellReader {
    struct Piece {
        /// Columns it takes, ≥ 1.
        var width: Int
        /// Shown otherwise than it was written.
        var isReplaced: Bool
    }

    let bytes: UnsafeBufferPointer<UInt8>
    let glyphs: GlyphSet
    /// Of the next byte to read.
    var offset: Int

    /// Appends the next piece as UTF-8 to `text`; nothing at the end.
    mutating func next(into text: inout [UInt8]) -> Piece? {
        guard offset < bytes.count else { return nil }
        let first = UTF8Scalar(in: bytes, at: offset)
        offset += first.length
        guard let scalar = first.value else {
            return replacement(glyphs == .ascii ? "?" : "\u{FFFD}", into: &text)
        }
        switch CharacterClass(of: scalar) {
        case .hidden:
            return standIn(for: scalar, into: &text)
        case .combining:
            return looseMark(scalar, into: &text)
        case .narrow:
            text.append(contentsOf: bytes[(offset - first.length)..<offset])
            return joined(Piece(width: 1, isReplaced: false), base: scalar, into: &text)
        case .wide:
            text.append(contentsOf: bytes[(offset - first.length)..<offset])
            return joined(Piece(width: 2, isReplaced: false), base: scalar, into: &text)
        }
    }

    /// Takes what joins the base just read: two marks are kept, emoji sequences are reduced to their base.
    private mutating func joined(_ piece: Piece, base: UInt32, into text: inout [UInt8]) -> Piece {
        var piece = piece
        var marks = 0
        var isJoining = false
        while offset < bytes.count, bytes[offset] >= 0x80 {
            let next = UTF8Scalar(in: bytes, at: offset)
            guard let scalar = next.value else { break }
            let isEmojiJoint =
                base >= 0x23
                && Self.continuesEmoji(scalar, base: base, afterJoiner: isJoining)
                && (scalar & ~1 != 0xFE0E || base >= 0x80 || isKeycap(at: offset + next.length))
            if isEmojiJoint {
                isJoining = scalar == 0x200D
                piece.isReplaced = true
            } else if CharacterClass(of: scalar) == .combining {
                marks += 1
                if marks <= 2 {
                    text.append(contentsOf: bytes[offset..<(offset + next.length)])
                } else {
                    piece.isReplaced = true
                }
            } else {
                break
            }
            offset += next.length
        }
        return piece
    }

    private func isKeycap(at offset: Int) -> Bool {
        offset < bytes.count && UTF8Scalar(in: bytes, at: offset).value == 0x20E3
    }

    private static func continuesEmoji(_ scalar: UInt32, base: UInt32, afterJoiner: Bool) -> Bool {
        guard let baseScalar = Unicode.Scalar(base) else { return false }
        let properties = baseScalar.properties
        switch scalar {
        case 0xFE0E, 0xFE0F: return properties.isEmoji
        case 0x200D: return properties.isEmoji && base >= 0x80
        case 0x1F3FB...0x1F3FF: return afterJoiner || properties.isEmojiModifierBase
        default:
            return afterJoiner && Unicode.Scalar(scalar)?.properties.isEmoji == true
        }
    }

    /// A mark with nothing before it to join.
    private func looseMark(_ scalar: UInt32, into text: inout [UInt8]) -> Piece {
        guard glyphs == .unicode, let mark = Unicode.Scalar(scalar) else {
            return codePoint(scalar, into: &text)
        }
        text.append(contentsOf: "\u{25CC}".utf8)
        text.append(contentsOf: UTF8.encode(mark) ?? UTF8.encodedReplacementCharacter)
        return Piece(width: 1, isReplaced: true)
    }

    private func standIn(for scalar: UInt32, into text: inout [UInt8]) -> Piece {
        switch (scalar, glyphs) {
        case (0x0A, .unicode): return replacement("⏎", into: &text)
        case (0x09, .unicode): return replacement("→", into: &text)
        case (0x00...0x1F, .unicode), (0x7F, .unicode):
            let picture = scalar == 0x7F ? 0x2421 : 0x2400 + scalar
            return replacement(Unicode.Scalar(picture) ?? "\u{FFFD}", into: &text)
        case (0x00...0x1F, .ascii), (0x7F, .ascii):
            text.append(contentsOf: [UInt8(ascii: "^"), UInt8(truncatingIfNeeded: scalar ^ 0x40)])
            return Piece(width: 2, isReplaced: true)
        default: return codePoint(scalar, into: &text)
        }
    }

    private func replacement(_ scalar: Unicode.Scalar, into text: inout [UInt8]) -> Piece {
        text.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
        return Piece(width: 1, isReplaced: true)
    }

    private func codePoint(_ scalar: UInt32, into text: inout [UInt8]) -> Piece {
        let digits = String(scalar, radix: 16, uppercase: true)
        let padding = String(repeating: "0", count: max(0, 4 - digits.count))
        let name = "U+" + padding + digits
        text.append(contentsOf: (glyphs == .ascii ? "<" + name + ">" : "‹" + name + "›").utf8)
        return Piece(width: name.utf8.count + 2, isReplaced: true)
    }
}
