/// The signs that our own words use, and what stands for each where only ASCII can be shown.
package enum PlainSigns {
    /// `text` with its signs replaced; text of others belongs through a sanitiser instead, which keeps their letters.
    ///
    /// - Complexity: O(characters of `text`).
    package static func ascii(_ text: String) -> String {
        guard text.utf8.contains(where: { $0 >= 0x80 }) else { return text }
        return text.reduce(into: "") { plain, character in
            if let sign = table[character] { plain += sign } else { plain.append(character) }
        }
    }

    private static let table: [Character: String] = [
        "·": "|", "▸": ">", "◂": "<", "✗": "X", "≥": ">=", "≤": "<=", "≈": "~", "–": "-",
        "×": "x", "µ": "u", "…": "~", "━": "=", "▲": "^", "★": "*", "“": "\"", "”": "\"",
        "Σ": "sum", "−": "-", "│": "|", "├": "|", "└": "`", "─": "-", "↑": "Up", "↓": "Down",
        "←": "Left", "→": "Right", "↗": ">",
    ]
}
