/// What Tab offers at some place of a query.
package struct QueryCompletion: Sendable, Equatable {
    /// Characters of the text that a candidate replaces.
    package var replaced: Range<Int>
    /// Whole replacements, best first.
    package var candidates: [String]

    /// Candidates for the word that ends at `cursor`: keys that are not given yet, or values of the key before the `=`.
    ///
    /// `cursor` counts the characters before it; `services`, `operations` and `attributes` are what is known of them,
    /// operations of the service in the query.
    package static func at(
        _ cursor: Int,
        of text: String,
        services: [String],
        operations: [String],
        attributes: SeenAttributes = SeenAttributes()
    ) -> QueryCompletion {
        let before = Array(text.prefix(cursor))
        let start = wordStart(before)
        let word = String(before[start...])
        let candidates: [String]
        if let equals = word.firstIndex(of: "=") {
            let key = String(word[..<equals])
            let typed = word[word.index(after: equals)...].filter { $0 != "\"" }
            let values = values(of: key, services, operations, attributes)
            candidates = matching(typed, values).map { "\(key)=\(QueryTokens.quoted($0)) " }
        } else {
            let rest = String(before[..<start]) + " " + text.dropFirst(cursor)
            candidates = keys(word, given: given(rest), services, attributes)
        }
        return QueryCompletion(replaced: start..<cursor, candidates: candidates)
    }

    /// Those of `words` that begin like the word that ends at `cursor`, where words stand apart by blanks.
    static func words(_ words: [String], at cursor: Int, of text: String) -> QueryCompletion {
        let before = Array(text.prefix(cursor))
        let start = before.lastIndex(of: " ").map { $0 + 1 } ?? 0
        let typed = String(before[start...])
        return QueryCompletion(
            replaced: start..<cursor,
            candidates: words.filter { $0.hasPrefix(typed) }.map { $0 + " " }
        )
    }

    /// Keys of the other words of the query.
    private static func given(_ text: String) -> Set<String> {
        guard case .success(let tokens) = QueryTokens.split(text) else { return [] }
        return Set(
            tokens.lazy.filter { $0.relation != nil }.map {
                QueryTerm.attribute(of: $0.key) ?? $0.key
            }
        )
    }

    /// Terms, then services of that name, then attributes, those that begin like `word`.
    private static func keys(
        _ word: String,
        given: Set<String>,
        _ services: [String],
        _ attributes: SeenAttributes
    ) -> [String] {
        let lowered = word.lowercased()
        func begins(_ text: String) -> Bool { text.lowercased().hasPrefix(lowered) }
        let terms = QueryTerm.allCases.filter { !given.contains($0.key) && begins($0.key) }
        var offers = terms.map { $0 == .tag ? $0.key : $0.key + "=" }
        let service = QueryTerm.service.key
        if !word.isEmpty, !given.contains(service) {
            offers += services.filter(begins).map { "\(service)=\(QueryTokens.quoted($0)) " }
        }
        for name in attributes.keys where !given.contains(name) {
            let key = QueryTerm.key(ofAttribute: name)
            if begins(name) || begins(key) { offers.append(key + "=") }
        }
        return offers
    }

    private static func values(
        of key: String,
        _ services: [String],
        _ operations: [String],
        _ attributes: SeenAttributes
    ) -> [String] {
        guard let term = QueryTerm(key: key) else { return [] }
        if term == .tag, let name = QueryTerm.attribute(of: key) {
            return attributes.values(of: name)
        }
        switch term.candidates {
        case .services: return services
        case .operations: return operations
        case .words(let words): return words
        }
    }

    /// Those that begin with what was typed, then those that contain it.
    static func matching(_ typed: String, _ values: [String]) -> [String] {
        let lowered = typed.lowercased()
        let starting = values.filter { $0.lowercased().hasPrefix(lowered) }
        let containing = values.filter {
            !$0.lowercased().hasPrefix(lowered) && $0.lowercased().contains(lowered)
        }
        return starting + containing
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
