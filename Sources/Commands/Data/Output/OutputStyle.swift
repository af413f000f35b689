import Explorer
package import PlainText
package import TerminalText
package import TraceModel

/// How answers look: where they go and what can be shown there.
package struct OutputStyle: Sendable {
    /// Columns of the terminal that tables are cut to; nil for a pipe or file, which gets all.
    package var columns: Int?
    package var glyphs: GlyphSet
    package var zone: Zone
    /// The moment of asking.
    package var now: Timestamp

    package init(columns: Int?, glyphs: GlyphSet, zone: Zone, now: Timestamp) {
        self.columns = columns
        self.glyphs = glyphs
        self.zone = zone
        self.now = now
    }

    /// Text of others on one line; uncut on a pipe.
    func text(_ text: String) -> SafeText {
        SafeText(
            sanitizing: text,
            glyphs: glyphs,
            columns: columns == nil ? .max / 2 : SafeText.longestLine
        )
    }

    /// Words of ours with their few signs replaced where only ASCII can be shown.
    func words(_ text: String) -> SafeText {
        guard glyphs == .ascii else { return self.text(text) }
        let plain = text.map { Self.plainSigns[$0] ?? String($0) }.joined()
        return self.text(plain)
    }

    /// One of two signs by what can be shown.
    func sign(_ unicode: SafeText, _ ascii: SafeText) -> SafeText {
        glyphs == .unicode ? unicode : ascii
    }

    /// A line cut to the terminal.
    func cut(_ line: SafeText) -> SafeText {
        columns.map { line.prefix(columns: $0, glyphs: glyphs) } ?? line
    }

    private static let plainSigns: [Character: String] = [
        "·": "|", "✗": "X", "≥": ">=", "≤": "<=", "–": "-", "×": "x", "µ": "u",
    ]
}
