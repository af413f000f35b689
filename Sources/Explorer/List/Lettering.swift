import PlainText
package import TerminalText

/// Makes text that is safe to show: text of others sanitized, and our own words in signs that the terminal has.
package struct Lettering: Sendable {
    package let glyphs: GlyphSet
    /// Columns after which text is cut.
    package let longest: Int

    package init(glyphs: GlyphSet, longest: Int) {
        self.glyphs = glyphs
        self.longest = longest
    }

    /// Text of others on one line, at most `columns` wide.
    package func text(_ text: String, columns: Int = .max) -> SafeText {
        SafeText(sanitizing: text, glyphs: glyphs, columns: max(0, min(columns, longest)))
    }

    /// Our own words, with their few signs replaced where only ASCII can be shown.
    package func words(_ words: String, columns: Int = .max) -> SafeText {
        text(glyphs == .ascii ? PlainSigns.ascii(words) : words, columns: columns)
    }

    /// One of two signs by what can be shown.
    package func sign(_ unicode: SafeText, _ ascii: SafeText) -> SafeText {
        glyphs == .unicode ? unicode : ascii
    }

    package var failure: SafeText { sign("✗", "X") }
    /// A figure that is worse than usual.
    package var worse: SafeText { sign("▲", "^") }
    /// Times that were moved, since a clock is off.
    package var moved: SafeText { sign("≈", "~") }
    /// None.
    package var none: SafeText { sign("·", ".") }
    /// The rows are sorted by this column.
    package func sign(_ direction: SortDirection) -> SafeText {
        switch direction {
        case .ascending: sign("▲", "^")
        case .descending: sign("▼", "v")
        }
    }

    package var unknown: SafeText { sign("–", "-") }

    /// A bar of the height `level`, 0...8.
    package func block(_ level: Int) -> SafeText {
        let level = max(0, min(8, level))
        return glyphs == .unicode
            ? [" ", "▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"][level]
            : [" ", "_", "_", ".", ".", "-", "-", "=", "#"][level]
    }
}
