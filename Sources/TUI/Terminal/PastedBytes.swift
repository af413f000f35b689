/// What came of a paste so far.
struct PastedBytes {
    private var bytes: [UInt8] = []
    private var leftOut = 0

    /// What the last bytes turned out to be.
    enum Meaning {
        case text
        /// The terminal's word that it has drawn all: it may come in the middle of a paste.
        case answer
        /// The end of the paste, when its sequence came in pieces.
        case end
    }

    private static let answer = Array("\u{1B}[0n".utf8)
    private static let end = Array("\u{1B}[201~".utf8)
    /// The last bytes, also where no more are kept.
    private var last: [UInt8] = []

    mutating func append(_ byte: UInt8) -> Meaning {
        last = last.suffix(Self.end.count - 1) + [byte]
        if bytes.count < Paste.longest { bytes.append(byte) } else { leftOut += 1 }
        if last == Self.end { return forget(Self.end, .end) }
        if last.suffix(Self.answer.count) == Self.answer[...] {
            return forget(Self.answer, .answer)
        }
        return .text
    }

    /// Takes a sequence that just came out of the text again.
    private mutating func forget(_ sequence: [UInt8], _ meaning: Meaning) -> Meaning {
        let fromLeftOut = min(leftOut, sequence.count)
        leftOut -= fromLeftOut
        bytes.removeLast(sequence.count - fromLeftOut)
        last = []
        return meaning
    }

    /// The paste as an event has it; nothing is left.
    mutating func take(isCutOff: Bool) -> Paste {
        defer { self = PastedBytes() }
        // In scalars: CR LF is one character.
        var text = ""
        var previous: Unicode.Scalar?
        for scalar in String(decoding: bytes, as: UTF8.self).unicodeScalars {
            if scalar == "\r" {
                text.unicodeScalars.append("\n")
            } else if scalar != "\n" || previous != "\r" {
                text.unicodeScalars.append(scalar)
            }
            previous = scalar
        }
        return Paste(text: text, bytesLeftOut: leftOut, isCutOff: isCutOff)
    }
}
