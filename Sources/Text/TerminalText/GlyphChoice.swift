/// Which characters lines, bars and signs are drawn with, as the user says it.
package enum GlyphChoice: String, Sendable, Hashable, CaseIterable {
    /// Unicode if the locale's encoding is UTF-8.
    case auto
    case unicode
    case ascii

    /// The glyphs to use: those asked for, else what the locale can write and the terminal has in its font.
    ///
    /// `localeIsUTF8` says whether what is written is UTF-8; `terminal` is what TERM names, nil where the output is none.
    package func glyphs(localeIsUTF8: Bool, terminal: String? = nil) -> GlyphSet {
        switch self {
        case .ascii: .ascii
        case .unicode: .unicode
        case .auto: localeIsUTF8 && !Self.isConsole(terminal) ? .unicode : .ascii
        }
    }

    /// Whether it is the Linux console, whose fonts of 256 or 512 characters have neither braille nor triangles.
    private static func isConsole(_ terminal: String?) -> Bool {
        terminal == "linux" || terminal?.hasPrefix("linux-") == true
    }

    /// Whether a process in `environment` writes UTF-8, by the names of its locale (POSIX, section 8.2).
    ///
    /// For output that is not a screen; a screen asks the locale itself.
    package static func localeIsUTF8(_ environment: [String: String]) -> Bool {
        let name =
            ["LC_ALL", "LC_CTYPE", "LANG"].lazy.compactMap { environment[$0] }
            .first { !$0.isEmpty } ?? ""
        let lowered = name.lowercased()
        return lowered.contains("utf-8") || lowered.contains("utf8")
    }
}
