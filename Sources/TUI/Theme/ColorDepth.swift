package import TerminalText

/// How many colours may be used.
package enum ColorDepth: Int, Sendable, Hashable, Comparable, CaseIterable {
    /// None: bold, reverse and underline only.
    case mono = 0
    case eight = 8
    case sixteen = 16
    case twoFiftySix = 256

    package static func < (left: ColorDepth, right: ColorDepth) -> Bool {
        left.rawValue < right.rawValue
    }

    /// The most that a terminal with `colors` has.
    init(colors: Int) {
        self = Self.allCases.last { $0.rawValue <= colors } ?? .mono
    }

    /// What to use, by the user's choice first, then the environment's, then the terminal's.
    ///
    /// An explicit choice wins over `NO_COLOR` (no-color.org), which wins over `CLICOLOR_FORCE`
    /// (bixense.com/clicolors). More than the terminal has is never used where it says what it has.
    ///
    /// `terminalColors` is what terminfo says: 0 or less where it has none, nil where it was not asked.
    package static func detected(
        _ choice: ColorChoice,
        environment: [String: String],
        terminalColors: Int?,
        isTerminal: Bool = true
    ) -> ColorDepth {
        func has(_ name: String) -> Bool { environment[name].map { !$0.isEmpty } ?? false }
        let term = environment["TERM"] ?? ""
        let known =
            terminalColors.map { ColorDepth(colors: $0) }
            ?? (term.contains("256color") || has("COLORTERM") ? .twoFiftySix : .eight)
        switch choice {
        case .never: return .mono
        case .always: return max(known, .eight)
        case .eight: return .eight
        case .sixteen: return .sixteen
        case .twoHundredFiftySix: return .twoFiftySix
        case .auto:
            if has("NO_COLOR") { return .mono }
            if has("CLICOLOR_FORCE"), environment["CLICOLOR_FORCE"] != "0" {
                return max(known, .eight)
            }
            return isTerminal && term != "dumb" ? known : .mono
        }
    }
}
