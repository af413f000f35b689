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
        if let named = Self.names.first(where: { $0.1.lowercased() == name.lowercased() }) {
            self = named.0
        } else if let spelled = Self.spelled[name.lowercased()] {
            self = spelled
        } else if name.count == 1, let character = name.first {
            self = .character(character)
        } else if name.lowercased().hasPrefix("ctrl-"), name.count == 6, let last = name.last {
            self = .control(Character(last.lowercased()))
        } else if name.first == "F" || name.first == "f", let number = Int(name.dropFirst()),
            (1...12).contains(number)
        {
            self = .function(number)
        } else {
            return nil
        }
    }
}
