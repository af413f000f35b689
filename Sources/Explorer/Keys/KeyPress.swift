/// A key as the terminal decoded it.
package enum KeyPress: Hashable, Sendable {
    case character(Character)
    /// Control and a letter, lower-case: `control("l")` is Ctrl-L.
    case control(Character)
    case enter, escape, tab, backTab, backspace, delete, insert
    case up, down, left, right, home, end, pageUp, pageDown
    case function(Int)

    private static let names: [(KeyPress, String)] = [
        (.enter, "Enter"), (.escape, "Esc"), (.tab, "Tab"), (.backTab, "Shift-Tab"),
        (.backspace, "Backspace"), (.delete, "Del"), (.insert, "Ins"), (.up, "↑"), (.down, "↓"),
        (.left, "←"), (.right, "→"), (.home, "Home"), (.end, "End"), (.pageUp, "PgUp"),
        (.pageDown, "PgDn"), (.character(" "), "Space"),
    ]

    private static let spelled: [String: KeyPress] = [
        "up": .up, "down": .down, "left": .left, "right": .right, "space": .character(" "),
        "escape": .escape, "delete": .delete, "insert": .insert,
    ]

    /// As help shows it: `j`, `Ctrl-L`, `PgDn`, `F5`.
    package var name: String {
        if let named = Self.names.first(where: { $0.0 == self }) { return named.1 }
        switch self {
        case .character(let character): return String(character)
        case .control(let character): return "Ctrl-" + character.uppercased()
        case .function(let number): return "F\(number)"
        default: return ""
        }
    }

    /// Reads a name as `name` writes it, and the words `Up`, `Down`, `Left`, `Right`; case does not matter
    /// in names of more than one letter.
    package init?(name: String) {
        guard case .success(let key) = Self.read(name) else { return nil }
        self = key
    }

    /// Why a text names no key, as the end of a sentence that began with the text.
    package struct Mistake: Error, Sendable, Equatable {
        package let text: String
    }

    /// Reads a name of a key, or says what is wrong with it.
    package static func read(_ name: String) -> Result<KeyPress, Mistake> {
        let lowered = name.lowercased()
        if let named = names.first(where: { $0.1.lowercased() == lowered }) {
            return .success(named.0)
        }
        if let known = spelled[lowered] { return .success(known) }
        if name.count == 1, let character = name.first {
            return character.isWhitespace || character.isNewline
                ? fail("is not a key; write Space or Tab") : .success(.character(character))
        }
        if let dash = name.firstIndex(of: "-"), dash != name.startIndex {
            return modified(String(name[..<dash]), String(name[name.index(after: dash)...]))
        }
        if lowered.first == "f", let number = Int(name.dropFirst()) {
            return (1...12).contains(number)
                ? .success(.function(number)) : fail("is not a key; there are F1 to F12")
        }
        return fail(
            "is not a key; write a character, Ctrl-X, F1 to F12, Enter, Esc, Tab, Shift-Tab, Space, Backspace, "
                + "Del, Ins, Up, Down, Left, Right, Home, End, PgUp or PgDn"
        )
    }

    private static func modified(_ modifier: String, _ key: String) -> Result<KeyPress, Mistake> {
        guard modifier.lowercased() == "ctrl" else {
            let hint =
                modifier.lowercased() == "shift" && key.count == 1
                ? "write the capital letter \(key.uppercased())"
                : "the only one is Ctrl, as in Ctrl-X"
            return fail("has the modifier \(modifier), which terminals do not tell apart; \(hint)")
        }
        guard key.count == 1, let letter = key.lowercased().first, letter.isASCII, letter.isLetter
        else { return fail("is not a key; Ctrl goes with one letter, A to Z") }
        switch letter {
        case "c": return fail("cannot be bound: it cancels, and twice it leaves")
        case "i": return fail("cannot be told from Tab; write Tab")
        case "j", "m": return fail("cannot be told from Enter; write Enter")
        case "h": return fail("cannot be told from Backspace; write Backspace")
        default: return .success(.control(letter))
        }
    }

    private static func fail(_ text: String) -> Result<KeyPress, Mistake> {
        .failure(Mistake(text: text))
    }
}
