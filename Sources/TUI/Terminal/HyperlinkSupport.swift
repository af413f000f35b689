import TerminalText

/// Whether a terminal takes addresses with the text they stand under (OSC 8).
///
/// Nobody can ask it. Terminals ignore commands that they do not know, but for some that print them; those are known by what
/// they say of themselves in the environment, as GCC, which links its warnings, knows them.
enum HyperlinkSupport {
    /// `terminal` is the description that is used, as `TERM` names it.
    static func isOn(
        _ choice: HyperlinkChoice,
        terminal: String,
        environment: [String: String]
    ) -> Bool {
        switch choice {
        case .always: true
        case .never: false
        case .auto: isLikely(terminal: terminal, environment)
        }
    }

    /// Older terminals by the beginnings of their names.
    private static let without = [
        "linux", "dumb", "vt", "ansi", "cons", "cygwin", "eterm", "emacs", "screen", "sun", "wyse",
        "pcansi", "nsterm-old", "hurd", "wsvt", "bvterm",
    ]

    private static func isLikely(terminal: String, _ environment: [String: String]) -> Bool {
        func value(_ name: String) -> String { environment[name] ?? "" }
        if !value("TMUX").isEmpty { return isNewMultiplexer(environment) }
        // The variable says that tmux or screen is elsewhere, and not which.
        guard !terminal.hasPrefix("tmux"), value("STY").isEmpty, value("INSIDE_EMACS").isEmpty
        else { return false }
        // Terminals of the years in which links were printed had this name.
        guard terminal != "xterm", !without.contains(where: { terminal.hasPrefix($0) }) else {
            return false
        }
        // Releases before those that know links name themselves here.
        guard !["gnome-terminal", "xfce4-terminal"].contains(value("COLORTERM")) else {
            return false
        }
        // 0.50 is the first release of this library that can be trusted with them.
        return Int(value("VTE_VERSION")).map { $0 >= 5000 } ?? true
    }

    /// tmux passes links on from 3.4 on, and says its version since 3.2.
    private static func isNewMultiplexer(_ environment: [String: String]) -> Bool {
        guard environment["TERM_PROGRAM"] == "tmux",
            let version = environment["TERM_PROGRAM_VERSION"]
        else { return false }
        let numbers = version.drop { !$0.isNumber }.split(separator: ".").prefix(2).map {
            Int($0.prefix { $0.isNumber }) ?? 0
        }
        guard let major = numbers.first else { return false }
        return major > 3 || major == 3 && numbers.count > 1 && numbers[1] >= 4
    }
}
