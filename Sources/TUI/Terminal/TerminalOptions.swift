package import TerminalText

/// How the screen is to be used.
package struct TerminalOptions: Sendable {
    package var theme: ThemeName
    package var color: ColorChoice
    package var glyphs: GlyphChoice
    /// Whether addresses are links of the terminal.
    package var hyperlinks: HyperlinkChoice
    /// Wraps frames in synchronized output (mode 2026), for terminals that tear.
    package var synchronized: Bool
    /// The process's own.
    package var environment: [String: String]

    package init(
        theme: ThemeName = .dark,
        color: ColorChoice = .auto,
        glyphs: GlyphChoice = .auto,
        hyperlinks: HyperlinkChoice = .auto,
        synchronized: Bool = false,
        environment: [String: String]
    ) {
        self.theme = theme
        self.color = color
        self.glyphs = glyphs
        self.hyperlinks = hyperlinks
        self.synchronized = synchronized
        self.environment = environment
    }
}
