/// The signs of our own words and figures, as words.
enum SpokenSigns {
    static func words(_ text: String) -> String {
        switch text {
        // Signs that stand for a figure.
        case "·": return "0"
        case "–", "-": return "unknown"
        default: break
        }
        return text.reduce(into: "") { words, character in
            if let word = table[character] { words += word } else { words.append(character) }
        }
    }

    /// A line of facts with dots between them, as sentences with commas.
    static func sentence(_ facts: String) -> String {
        let parts = facts.split(separator: " · ").map(String.init)
            // Legends of what is drawn.
            .filter { !$0.hasPrefix("━ ") }
            .map { words($0).split(separator: " ").joined(separator: " ") }.filter { !$0.isEmpty }
        let text = parts.joined(separator: ", ")
        guard let last = text.last else { return "" }
        return text.prefix(1).uppercased() + text.dropFirst() + (".!?".contains(last) ? "" : ".")
    }

    private static let table: [Character: String] = [
        "✗": "", "≥": "at least ", "≤": "at most ", "≈": "about ", "▲": "worse than usual, ",
        "★": "pinned", "×": " times", "–": " to ", "━": "", "▸": "", "◂": "", "Σ": "in all ",
        "…": "...", "“": "\"", "”": "\"", "⚠": "warning: ",
    ]
}
