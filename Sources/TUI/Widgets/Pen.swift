import Explorer
import PlainText
import TerminalText

/// What panes draw with: the glyphs, and the way from any text to text that may be shown.
struct Pen: Sendable {
    let glyphs: GlyphSet

    /// The same glyphs for text that the explorer makes.
    var lettering: Lettering { Lettering(glyphs: glyphs, longest: 1024) }

    /// `text` made safe and at most `columns` wide.
    func text(_ text: String, columns: Int = 1024) -> SafeText {
        SafeText(sanitizing: text, glyphs: glyphs, columns: max(0, columns))
    }

    /// `text` made safe and exactly `columns` wide.
    func cell(_ text: String, _ columns: Int, _ alignment: SafeText.Alignment = .left) -> SafeText {
        self.text(text, columns: columns).fitted(to: columns, alignment, glyphs: glyphs)
    }

    /// One of two of our own words or signs, by what the terminal can show.
    func sign(_ unicode: SafeText, _ ascii: SafeText) -> SafeText {
        glyphs == .unicode ? unicode : ascii
    }

    /// Our own words with their few non-ASCII signs replaced where the terminal cannot show them.
    func words(_ text: String, columns: Int = 1024) -> SafeText {
        self.text(glyphs == .ascii ? PlainSigns.ascii(text) : text, columns: columns)
    }

    var gutter: SafeText { sign("▌", ">") }
    var separator: SafeText { sign(" ▸ ", " > ") }
    var failure: SafeText { lettering.failure }
    /// A row that the user marked.
    var mark: SafeText { sign("●", "*") }
    /// A row that the user keeps at the top.
    var pin: SafeText { sign("★", "*") }
    var failureBelow: SafeText { "x" }
    var unknown: SafeText { lettering.unknown }

    /// A braille pattern; in ASCII a mark of the same rough height.
    func braille(_ bits: UInt8) -> SafeText {
        // A pattern without dots would be an invisible character.
        if bits == 0 { return " " }
        guard glyphs == .unicode else {
            return bits & 0x09 != 0 ? "'" : bits & 0x36 != 0 ? ":" : "."
        }
        guard let scalar = Unicode.Scalar(0x2800 + UInt32(bits)) else { return " " }
        return SafeText(sanitizing: String(Character(scalar)))
    }

}
