/// The words of expressions that are no conditions: those that join them, and `has`.
enum ExpressionWord: String, CaseIterable {
    case and, or, not, has

    /// A word in lower case, or in capitals.
    init?(_ word: String) {
        guard let known = Self(rawValue: word.lowercased()),
            word == known.rawValue || word == known.rawValue.uppercased()
        else { return nil }
        self = known
    }
}
