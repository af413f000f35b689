import CNcurses

/// What the codes of ncurses mean, and sequences that its descriptions often lack.
enum KeyCodes {
    private static let pasteBegin: Int32 = 1001
    private static let pasteEnd: Int32 = 1002

    /// Teaches ncurses sequences of common terminals whatever TERM says, and those of bracketed paste.
    static func define() {
        for (sequence, code) in sequences { define_key("\u{1B}" + sequence, code) }
        define_key("\u{1B}[200~", pasteBegin)
        define_key("\u{1B}[201~", pasteEnd)
    }

    /// What `wgetch` returned.
    static func token(_ code: Int32) -> KeyDecoder.Token {
        switch code {
        case 0...0xFF: .byte(UInt8(truncatingIfNeeded: code))
        case pasteBegin: .pasteBegin
        case pasteEnd: .pasteEnd
        default: .key(key(code))
        }
    }

    private static func key(_ code: Int32) -> Key? {
        switch code {
        case KEY_UP: .up
        case KEY_DOWN: .down
        case KEY_LEFT: .left
        case KEY_RIGHT: .right
        case KEY_HOME, KEY_A1: .home
        case KEY_END, KEY_C1: .end
        case KEY_PPAGE, KEY_A3: .pageUp
        case KEY_NPAGE, KEY_C3: .pageDown
        case KEY_BTAB: .backTab
        case KEY_BACKSPACE: .backspace
        case KEY_DC: .delete
        case KEY_IC: .insert
        case KEY_ENTER: .enter
        // Some descriptions give Ctrl-Z this name.
        case KEY_SUSPEND: .ctrl("z")
        case spoor_function_key(1)...spoor_function_key(12):
            .function(Int(code - spoor_function_key(0)))
        default: nil
        }
    }

    private static let sequences: [(String, Int32)] = [
        ("[A", KEY_UP), ("[B", KEY_DOWN), ("[C", KEY_RIGHT), ("[D", KEY_LEFT),
        ("OA", KEY_UP), ("OB", KEY_DOWN), ("OC", KEY_RIGHT), ("OD", KEY_LEFT),
        ("[H", KEY_HOME), ("OH", KEY_HOME), ("[1~", KEY_HOME), ("[7~", KEY_HOME),
        ("[F", KEY_END), ("OF", KEY_END), ("[4~", KEY_END), ("[8~", KEY_END),
        ("[2~", KEY_IC), ("[3~", KEY_DC), ("[5~", KEY_PPAGE), ("[6~", KEY_NPAGE), ("[Z", KEY_BTAB),
        ("OP", spoor_function_key(1)), ("[11~", spoor_function_key(1)),
        ("[[A", spoor_function_key(1)), ("[15~", spoor_function_key(5)),
    ]
}
