import PlainText
import TerminalText

/// Text broken into lines between words; words that are too long are broken anywhere.
package enum WordWrap {
    /// - Complexity: O(characters of `text`).
    package static func lines(_ text: String, columns: Int) -> [String] {
        var lines: [String] = []
        var line = ""
        for word in text.split(separator: " ") {
            var word = String(word)
            let joined = line.isEmpty ? word : line + " " + word
            if width(joined) <= columns {
                line = joined
                continue
            }
            if !line.isEmpty { lines.append(line) }
            while width(word) > columns {
                var part = ""
                while let next = word.first, width(part + String(next)) <= columns || part.isEmpty {
                    part.append(next)
                    word.removeFirst()
                }
                lines.append(part)
            }
            line = word
        }
        return line.isEmpty && !lines.isEmpty ? lines : lines + [line]
    }

    /// In whichever signs the terminal shows.
    private static func width(_ text: String) -> Int {
        let plain = PlainSigns.ascii(text)
        // Nearly all text is ASCII, where columns are characters.
        if plain.utf8.count == text.utf8.count { return plain.utf8.count }
        return max(
            SafeText(sanitizing: text, glyphs: .unicode, columns: 1024).width,
            plain.count
        )
    }
}
