/// Makes keys and pastes from what ncurses reads.
///
/// ncurses knows the sequences of the terminal's description; this knows the rest: UTF-8, control characters, sequences
/// that nobody described or that came in pieces (which must not act as Esc and letters), what a terminal answers to
/// questions of other programs, and what a paste holds.
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
        /// After an Esc with which a read ended: it was a key, unless what comes next is the rest of a sequence.
        case afterEscape
        /// After ESC, with the bytes that followed.
        case sequence([UInt8])
        /// A string that the terminal sends.
        case string(ReplyString)
        /// After `ESC [ M`: three bytes of an old mouse report.
        case mouse([UInt8])
        case paste
        /// After a paste that did not end in time: what still comes of it is left out.
        case lateBytesOfPaste
    }

    private var mode = Mode.keys
    private var pasted = PastedBytes()
    /// The beginning of a UTF-8 sequence.
    private var partial: [UInt8] = []

    package var isPasting: Bool {
        if case .paste = mode { true } else { false }
    }

    /// How long to wait for the rest of what has begun, after which ``giveUp()`` is due; nil when nothing has.
    ///
    /// Longer than a lost packet takes to be sent again, a few times over.
    package var patience: Duration? {
        switch mode {
        case .keys, .afterEscape: nil
        case .sequence(let bytes): bytes.count < 2 ? .seconds(1) : .seconds(5)
        case .string(let string):
            string.length == 0 || string.isEnding ? .seconds(1) : .seconds(5)
        case .mouse: .milliseconds(500)
        case .paste: .seconds(10)
        case .lateBytesOfPaste: .seconds(60)
        }
    }

    package mutating func take(_ token: Token) -> [TerminalEvent] {
        switch (mode, token) {
        case (.paste, .byte(let byte)):
            switch pasted.append(byte) {
            case .text: return []
            case .answer: return [.answered]
            case .end: return endPaste(isCutOff: false)
            }
        case (.paste, .pasteEnd): return endPaste(isCutOff: false)
        case (.paste, _): return []
        case (.lateBytesOfPaste, .byte(let byte)):
            // Whoever presses Esc or Ctrl-C waits for keys to work again; pasted text holds neither.
            guard byte == 0x1B || byte == 0x03 else { return [] }
            mode = .keys
            return take(token)
        case (.lateBytesOfPaste, .pasteEnd):
            mode = .keys
            return []
        case (.lateBytesOfPaste, .key): return []
        case (_, .pasteBegin):
            let before = interrupt()
            mode = .paste
            return before
        case (_, .pasteEnd): return interrupt()
        case (_, .key(let key)): return interrupt() + (key.map { [.key($0)] } ?? [])
        case (.keys, .byte(let byte)): return takeKey(byte)
        case (.afterEscape, .byte(let byte)):
            mode = .keys
            // The rest of a sequence whose ESC came alone: keys are typed one by one.
            if let string = ReplyString(introducer: byte) {
                mode = .string(string)
                escapeWasTaken = true
                return []
            }
            if byte == UInt8(ascii: "[") {
                mode = .sequence([byte])
                escapeWasTaken = true
                return []
            }
            return takeKey(byte)
        case (.sequence(let bytes), .byte(let byte)): return continueSequence(bytes, byte)
        case (.string(let string), .byte(let byte)): return continueString(string, byte)
        case (.mouse(let bytes), .byte(let byte)):
            mode = bytes.count == 2 ? .keys : .mouse(bytes + [byte])
            return []
        }
    }

    /// The Esc of what is being read was taken for a key already.
    private var escapeWasTaken = false

    /// Nothing more can be read now: an Esc with nothing after it was the key.
    ///
    /// What has begun and can only be the beginning of a sequence stays; ``patience`` says for how long.
    package mutating func flush() -> [TerminalEvent] {
        switch mode {
        case .sequence([]):
            mode = .afterEscape
            return [.key(.escape)]
        // After an Esc that was a key, a bracket alone is one too, at once: nobody types a sequence.
        case .sequence, .string, .mouse: return escapeWasTaken && isBare ? giveUp() : []
        case .keys, .afterEscape, .paste, .lateBytesOfPaste: return []
        }
    }

    /// Whether no more than the introducer came.
    private var isBare: Bool {
        switch mode {
        case .sequence(let bytes): bytes.count == 1
        case .string(let string): string.length == 0 && !string.isEnding
        default: false
        }
    }

    /// The rest did not come: what has begun was keys, if it can have been, else it is dropped.
    package mutating func giveUp() -> [TerminalEvent] {
        switch mode {
        case .keys, .afterEscape: return []
        case .paste: return endPaste(isCutOff: true)
        case .lateBytesOfPaste:
            mode = .keys
            return []
        case .sequence, .string, .mouse: return interrupt()
        }
    }

    /// Ends what has begun because something else comes.
    private mutating func interrupt() -> [TerminalEvent] {
        let before = mode
        mode = .keys
        switch before {
        case .keys, .afterEscape, .paste, .lateBytesOfPaste: return []
        case .sequence(let bytes): return bytes.count < 2 ? typed(bytes) : forget()
        case .string(let string):
            let typed = string.length == 0 ? typed([string.introducer]) : forget()
            return typed + (string.isEnding ? [.key(.escape)] : [])
        case .mouse(let bytes): return typed(Array("[M".utf8) + bytes)
        }
    }

    private mutating func forget() -> [TerminalEvent] {
        escapeWasTaken = false
        return []
    }

    /// Esc, unless it was taken already, and the keys after it.
    private mutating func typed(_ bytes: [UInt8]) -> [TerminalEvent] {
        defer { escapeWasTaken = false }
        return (escapeWasTaken ? [] : [.key(.escape)]) + bytes.flatMap { character($0) }
    }

    private mutating func takeKey(_ byte: UInt8) -> [TerminalEvent] {
        guard byte == 0x1B else { return character(byte) }
        partial = []
        mode = .sequence([])
        escapeWasTaken = false
        return []
    }

    private mutating func endPaste(isCutOff: Bool) -> [TerminalEvent] {
        mode = isCutOff ? .lateBytesOfPaste : .keys
        return [.paste(pasted.take(isCutOff: isCutOff))]
    }

    /// ECMA-48 section 5.4: parameters, intermediates, one final byte.
    private mutating func continueSequence(_ bytes: [UInt8], _ byte: UInt8) -> [TerminalEvent] {
        switch (bytes.first, byte) {
        case (_, 0x1B):
            return interrupt() + takeKey(byte)
        case (nil, UInt8(ascii: "[")), (nil, UInt8(ascii: "O")):
            mode = .sequence([byte])
            return []
        case (nil, _):
            if let string = ReplyString(introducer: byte) {
                mode = .string(string)
                return []
            }
        case (UInt8(ascii: "["), 0x20...0x3F) where bytes.count < 256:
            mode = .sequence(bytes + [byte])
            return []
        case (UInt8(ascii: "["), UInt8(ascii: "[")) where bytes.count == 1:
            mode = .sequence(bytes + [byte])
            return []
        case (UInt8(ascii: "["), UInt8(ascii: "M")) where bytes.count == 1:
            mode = .mouse([])
            return []
        case (UInt8(ascii: "["), 0x40...0x7E) where isSequence(bytes, byte):
            mode = .keys
            escapeWasTaken = false
            return controlSequence(Array(bytes.dropFirst()), byte)
        case (UInt8(ascii: "O"), _):
            if let key = KeySequence.keypadKey(byte) {
                mode = .keys
                return [.key(key)]
            }
        default: break
        }
        // No sequence: keys that came together, or one that a control character cut off.
        return interrupt() + takeKey(byte)
    }

    /// A whole one; those that begin and end a paste come here in pieces, past ncurses.
    private mutating func controlSequence(_ parameters: [UInt8], _ final: UInt8) -> [TerminalEvent]
    {
        switch String(decoding: parameters + [final], as: UTF8.self) {
        case "0n": return [.answered]
        case "200~": return take(.pasteBegin)
        case "201~": return take(.pasteEnd)
        default:
            return KeySequence.key(parameters: parameters, final: final).map { [.key($0)] } ?? []
        }
    }

    private func isSequence(_ bytes: [UInt8], _ final: UInt8) -> Bool {
        bytes.count > 1
            || (!escapeWasTaken && KeySequence.isSequence(withoutParameters: final))
    }

    private mutating func continueString(
        _ string: ReplyString,
        _ byte: UInt8
    ) -> [TerminalEvent] {
        var string = string
        if string.isEnding {
            mode = .keys
            escapeWasTaken = false
            return byte == UInt8(ascii: "\\") ? [] : continueSequence([], byte)
        }
        switch byte {
        case 0x07:
            mode = .keys
            escapeWasTaken = false
            return []
        case 0x1B:
            string.isEnding = true
            mode = .string(string)
            return []
        default:
            guard string.length > 0 || string.canBegin(with: byte), string.take(byte) else {
                return interrupt() + takeKey(byte)
            }
            mode = .string(string)
            return []
        }
    }

    private mutating func character(_ byte: UInt8) -> [TerminalEvent] {
        if byte < 0x80 {
            partial = []
            return [.key(Key(ascii: byte))]
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
}

extension Key {
    /// What a byte of ASCII is.
    init(ascii byte: UInt8) {
        switch byte {
        case 0: self = .ctrl(" ")
        case 0x08, 0x7F: self = .backspace
        case 0x09: self = .tab
        case 0x0A, 0x0D: self = .enter
        case 0x1B: self = .escape
        case 0x01...0x1A: self = .ctrl(Character(Unicode.Scalar(byte + 0x60)))
        case 0x1C...0x1F: self = .ctrl(Character(Unicode.Scalar(byte + 0x40)))
        default: self = .character(Unicode.Scalar(byte))
        }
    }
}
