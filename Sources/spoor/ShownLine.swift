import TerminalText

/// A line that may quote anyone, fit for a terminal or a log.
enum ShownLine {
    /// `line` without controls, without what reorders or hides text, and without the secrets of URLs in it.
    static func text(_ line: String, glyphs: GlyphSet = .unicode) -> String {
        SafeText(sanitizing: MaskedText.masking(line), glyphs: glyphs, columns: .max / 2).string
    }
}
