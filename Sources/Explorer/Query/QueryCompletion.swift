/// What Tab offers at some place of a query.
package struct QueryCompletion: Sendable, Equatable {
    /// Characters of the text that a candidate replaces.
    package var replaced: Range<Int>
    /// Whole replacements, best first.
    package var candidates: [String]

    /// Candidates for the word that ends at `cursor`: keys, or values of the key before the `=`.
    ///
    /// `cursor` counts the characters before it; `services` and `operations` are what is known of them, the
    /// latter of the service in the query.
    package static func at(
        _ cursor: Int,
        of text: String,
        services: [String],
        operations: [String]
    ) -> QueryCompletion {
        let before = Array(text.prefix(cursor))
        let start = wordStart(before)
        let word = String(before[start...])
        let range = start..<cursor
        guard let equals = word.firstIndex(of: "=") else {
            let terms = QueryTerm.allCases.filter {
                $0.key.lowercased().hasPrefix(word.lowercased())
            }
            return QueryCompletion(
                replaced: range,
                candidates: terms.map { $0 == .tag ? $0.key : $0.key + "=" }
            )
        }
        let key = String(word[..<equals])
        let typed = word[word.index(after: equals)...].filter { $0 != "\"" }
        let values: [String] =
            switch QueryTerm(key: key)?.candidates {
            case .services: services
            case .operations: operations
            case .words(let words): words
            case nil: []
            }
        let lowered = typed.lowercased()
        let starting = values.filter { $0.lowercased().hasPrefix(lowered) }
        let containing = values.filter {
            !$0.lowercased().hasPrefix(lowered) && $0.lowercased().contains(lowered)
        }
        return QueryCompletion(
            replaced: range,
            candidates: (starting + containing).map { "\(key)=\(QueryTokens.quoted($0)) " }
        )
    }

    private static func wordStart(_ characters: [Character]) -> Int {
        var start = 0
        var isQuoted = false
        for (index, character) in characters.enumerated() {
            if character == "\"" { isQuoted.toggle() }
            if character == " " && !isQuoted { start = index + 1 }
        }
        return start
    }
}
