/// Escape sequences of keys that ncurses does not put together, since they came in pieces or are not in its table.
enum KeySequence {
    /// The key of a control sequence (`ESC [`) by what stands between and its final byte; nil for any other sequence.
    static func key(parameters: [UInt8], final: UInt8) -> Key? {
        guard final == UInt8(ascii: "~") else {
            return parameters.isEmpty ? cursorKey(final) : nil
        }
        return switch String(decoding: parameters, as: UTF8.self) {
        case "1", "7": .home
        case "2": .insert
        case "3": .delete
        case "4", "8": .end
        case "5": .pageUp
        case "6": .pageDown
        case "11": .function(1)
        case "15": .function(5)
        default: nil
        }
    }

    /// The key of a sequence `ESC O`; nil where it is no sequence but Esc, `O` and another key.
    ///
    /// Digits and Enter are those of the keypad in its application mode; its other signs share their letters with keys
    /// that move, so that those win.
    static func keypadKey(_ final: UInt8) -> Key? {
        switch final {
        case UInt8(ascii: "P")...UInt8(ascii: "S"): .function(Int(final - UInt8(ascii: "P")) + 1)
        case UInt8(ascii: "M"): .enter
        case UInt8(ascii: "p")...UInt8(ascii: "y"):
            .character(Unicode.Scalar(final - UInt8(ascii: "p") + UInt8(ascii: "0")))
        default: cursorKey(final)
        }
    }

    private static func cursorKey(_ final: UInt8) -> Key? {
        switch final {
        case UInt8(ascii: "A"): .up
        case UInt8(ascii: "B"): .down
        case UInt8(ascii: "C"): .right
        case UInt8(ascii: "D"): .left
        case UInt8(ascii: "H"): .home
        case UInt8(ascii: "F"): .end
        case UInt8(ascii: "Z"): .backTab
        default: nil
        }
    }

    /// Whether a control sequence without parameters is one that terminals send: keys, focus, and function keys of the
    /// Linux console.
    ///
    /// Any other is Esc, `[` and a key, typed so fast or over such a link that they came together.
    static func isSequence(withoutParameters final: UInt8) -> Bool {
        switch final {
        case UInt8(ascii: "A")...UInt8(ascii: "H"), UInt8(ascii: "I"), UInt8(ascii: "O"),
            UInt8(ascii: "P")...UInt8(ascii: "S"), UInt8(ascii: "Z"), UInt8(ascii: "~"):
            true
        default: false
        }
    }
}
