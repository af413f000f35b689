/// What the rows of a span are narrowed to, read from what is being typed.
enum RowMatch {
    /// Words that names and values hold.
    case words(FuzzyMatch)
    /// A text in quotes, of which the last may not be typed yet.
    case phrase(String)
    /// Rows that an expression speaks of.
    case keys(SpokenKeys)

    init(_ text: String) {
        if SoughtSpans.isExpression(text) {
            self = .keys(SpokenKeys(text))
        } else if text.first == "\"" {
            let rest = text.dropFirst()
            self = .phrase((rest.last == "\"" ? rest.dropLast() : rest).lowercased())
        } else {
            self = .words(FuzzyMatch(text, isExact: true))
        }
    }
}
