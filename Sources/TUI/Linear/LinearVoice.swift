import PlainText
import TerminalText

/// Writes what is said: safe to show, and broken between words where the terminal ends.
final class LinearVoice {
    let glyphs: GlyphSet
    /// The width of the terminal; nil where lines are not broken.
    let columns: Int?
    private let output: (String) -> Void
    /// How many lines were written so far.
    private(set) var spoken = 0

    init(glyphs: GlyphSet, columns: Int?, output: @escaping (String) -> Void) {
        self.glyphs = glyphs
        self.columns = columns
        self.output = output
    }

    private func write(_ line: String) {
        spoken += 1
        output(line)
    }

    /// A sentence, or a row, which may hold text of others.
    func say(_ text: String) {
        let text = safe(glyphs == .ascii ? PlainSigns.ascii(text) : text)
        guard let columns, width(text) > columns else { return write(text) }
        // Broken by us, since a terminal breaks words; one that is too long for a line stands on its own.
        var line = ""
        for word in text.split(separator: " ") {
            if !line.isEmpty, width(line) + 1 + width(String(word)) > columns {
                write(line)
                line = ""
            }
            line += (line.isEmpty ? "" : " ") + word
        }
        if !line.isEmpty { write(line) }
    }

    /// Text of others, line by line as it is.
    func quote(_ text: String) {
        for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
            write(safe(String(line)))
        }
    }

    private func width(_ text: String) -> Int { SafeText(sanitizing: text, glyphs: glyphs).width }

    private func safe(_ text: String) -> String {
        // No code point is wider in columns than it is long in bytes, but for the names of invisible ones.
        SafeText(sanitizing: text, glyphs: glyphs, columns: 16 * (text.utf8.count + 1)).string
    }
}
