/// Text of ours laid out for a terminal.
enum Paragraph {
    static let width = 80

    /// Breaks `text` at blanks into lines of at most `width` characters; a longer word stays whole.
    static func lines(_ text: String, width: Int = width) -> [String] {
        var lines: [String] = []
        for word in text.split(separator: " ") {
            if let last = lines.last, last.count + 1 + word.count <= width {
                lines[lines.count - 1] = last + " " + word
            } else {
                lines.append(String(word))
            }
        }
        return lines
    }

    /// Terms on the left, their meanings on the right from `column` on, wrapped.
    static func definitions(_ entries: [(term: String, meaning: String)], column: Int) -> String {
        let indent = String(repeating: " ", count: column)
        return entries.map { term, meaning in
            let lines = lines(meaning, width: width - column)
            let head = "  " + term
            guard head.count + 2 <= column, let first = lines.first else {
                return ([head] + lines.map { indent + $0 }).joined(separator: "\n")
            }
            let padded = head + String(repeating: " ", count: column - head.count)
            return ([padded + first] + lines.dropFirst().map { indent + $0 })
                .joined(separator: "\n")
        }.joined(separator: "\n")
    }
}
