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
    /// When the source was asked.
    package var now: Timestamp

    package init(columns: Int?, glyphs: GlyphSet, zone: Zone, now: Timestamp) {
        self.columns = columns
        self.glyphs = glyphs
        self.zone = zone
        self.now = now
    }

    /// How words and foreign text are written; uncut on a pipe.
    var lettering: Lettering {
        Lettering(glyphs: glyphs, longest: columns == nil ? .max / 2 : SafeText.longestLine)
    }

    /// Foreign text on one line; uncut on a pipe.
    func text(_ text: String) -> SafeText { lettering.text(text) }

    /// Our own words, with their signs replaced where only ASCII can be shown.
    func words(_ text: String) -> SafeText { lettering.words(text) }

    /// One of two signs by what can be shown.
    func sign(_ unicode: SafeText, _ ascii: SafeText) -> SafeText {
        lettering.sign(unicode, ascii)
    }

    /// A line cut to the terminal.
    func cut(_ line: SafeText) -> SafeText {
        columns.map { line.prefix(columns: $0, glyphs: glyphs) } ?? line
    }
}
