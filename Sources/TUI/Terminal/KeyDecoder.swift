/// Makes keys and pastes from what ncurses reads.
///
/// ncurses knows the sequences of the terminal's description; this knows the rest: UTF-8, control
/// characters, sequences nobody described (which must not act as Esc and letters), and what a paste holds.
package struct KeyDecoder {
    /// What was read.
    package enum Token: Hashable {
        case byte(UInt8)
        /// A sequence that ncurses knows; nil where it is not a key of ours.
        case key(Key?)
        case pasteBegin
        case pasteEnd
    }

    package init() {}

    private enum Mode {
        case keys
        /// After ESC, with the bytes that followed.
        case sequence([UInt8])
        case paste
    }

    private var mode = Mode.keys
    private var pasted: [UInt8] = []
    private var pastedBytesLeftOut = 0
    /// The beginning of a UTF-8 sequence.
    private var partial: [UInt8] = []

    package var isPasting: Bool {
        if case .paste = mode { true } else { false }
    }

    package mutating func take(_ token: Token) -> [TerminalEvent] {
        switch (mode, token) {
        case (.paste, .byte(let byte)):
            if pasted.count < Paste.longest { pasted.append(byte) } else { pastedBytesLeftOut += 1 }
            return []
        case (.paste, .pasteEnd):
            return finishPaste()
        case (.paste, _):
            return []
        case (_, .pasteBegin):
            let before = flush()
            mode = .paste
            return before
        case (_, .pasteEnd):
            return flush()
        case (_, .key(let key)):
            return flush() + (key.map { [.key($0)] } ?? [])
        case (.sequence(let bytes), .byte(let byte)):
            return continueSequence(bytes, byte)
        case (.keys, .byte(0x1B)):
            partial = []
            mode = .sequence([])
            return []
        case (.keys, .byte(let byte)):
            return character(byte)
        }
    }

    /// Nothing more can be read now: an Esc with nothing after it was the key.
    package mutating func flush() -> [TerminalEvent] {
        guard case .sequence(let bytes) = mode else { return [] }
        mode = .keys
        return [.key(.escape)] + bytes.flatMap { character($0) }
    }

    /// Ends a paste, also one whose end did not come.
    package mutating func finishPaste() -> [TerminalEvent] {
        guard isPasting else { return [] }
        mode = .keys
        // In scalars: CR LF is one character.
        var text = ""
        var previous: Unicode.Scalar?
        for scalar in String(decoding: pasted, as: UTF8.self).unicodeScalars {
            if scalar == "\r" {
                text.unicodeScalars.append("\n")
            } else if scalar != "\n" || previous != "\r" {
                text.unicodeScalars.append(scalar)
            }
            previous = scalar
        }
        let paste = Paste(text: text, bytesLeftOut: pastedBytesLeftOut)
        pasted = []
        pastedBytesLeftOut = 0
        return [.paste(paste)]
    }

    /// ECMA-48 section 5.4: parameters, intermediates, one final byte; such a sequence is not a key of ours.
    private mutating func continueSequence(_ bytes: [UInt8], _ byte: UInt8) -> [TerminalEvent] {
        switch (bytes.first, byte) {
        case (_, 0x1B):
            let before = flush()
            mode = .sequence([])
            return before
        case (nil, UInt8(ascii: "[")), (nil, UInt8(ascii: "O")):
            mode = .sequence([byte])
            return []
        case (UInt8(ascii: "["), 0x20...0x3F) where bytes.count < 32:
            mode = .sequence(bytes + [byte])
            return []
        case (UInt8(ascii: "["), 0x40...0x7E), (UInt8(ascii: "O"), 0x40...0x7E):
            mode = .keys
            return []
        default:
            return flush() + character(byte)
        }
    }

    private mutating func character(_ byte: UInt8) -> [TerminalEvent] {
        if byte < 0x80 {
            partial = []
            return [.key(Self.key(ascii: byte))]
        }
        if byte >= 0xC0 { partial = [] }
        partial.append(byte)
        let wanted = partial[0] < 0xC0 ? 0 : partial[0] < 0xE0 ? 2 : partial[0] < 0xF0 ? 3 : 4
        guard partial.count >= wanted else { return [] }
        defer { partial = [] }
        guard let scalar = String(validating: partial, as: UTF8.self)?.unicodeScalars.first else {
            return []
        }
        return [.key(.character(scalar))]
    }

    private static func key(ascii byte: UInt8) -> Key {
        switch byte {
        case 0: .ctrl(" ")
        case 0x08, 0x7F: .backspace
        case 0x09: .tab
        case 0x0A, 0x0D: .enter
        case 0x1B: .escape
        case 0x01...0x1A: .ctrl(Character(Unicode.Scalar(byte + 0x60)))
        case 0x1C...0x1F: .ctrl(Character(Unicode.Scalar(byte + 0x40)))
        default: .character(Unicode.Scalar(byte))
        }
    }
}
