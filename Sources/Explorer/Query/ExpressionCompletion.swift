import PlainText
import TraceAnalysis
import TraceModel

/// What Tab offers where an expression about the spans of a trace is typed: the language's words, and what the trace has.
struct ExpressionCompletion {
    let prepared: PreparedTrace

    private var attributes: SeenAttributes { prepared.seenAttributes }

    /// Candidates for the word that ends at `cursor`, which counts the characters before it.
    func at(_ cursor: Int, of text: String) -> QueryCompletion {
        let before = Array(text.prefix(cursor))
        let place = Self.place(in: before)
        let word = Array(before[place.start...])
        let key = place.relation.map { String(word[..<$0]) }
        let candidates: [String]
        if let key, let at = place.relation, let relation = QueryRelation.at(at, of: word) {
            let typed = String(word[(at + relation.rawValue.count)...]).filter { $0 != "\"" }
            candidates = QueryCompletion.matching(typed, values(of: key)).map {
                "\(key)\(relation.rawValue)\(QueryTokens.quoted($0)) "
            }
        } else {
            candidates = keys(String(word), after: place.previous)
        }
        return QueryCompletion(replaced: place.start..<before.count, candidates: candidates)
    }

    /// Where a word begins, its relation within it, and the word before.
    private struct Place {
        var start = 0
        var relation: Int?
        var previous: ExpressionWord?
    }

    private static func place(in characters: [Character]) -> Place {
        var place = Place()
        var isQuoted = false
        for (index, character) in characters.enumerated() {
            if character == "\"" { isQuoted.toggle() }
            guard !isQuoted else { continue }
            let isParenthesis = place.relation == nil && (character == "(" || character == ")")
            if character.isWhitespace || isParenthesis {
                if index > place.start {
                    place.previous = ExpressionWord(String(characters[place.start..<index]))
                }
                if isParenthesis { place.previous = nil }
                place.start = index + 1
                place.relation = nil
            } else if place.relation == nil, QueryRelation.at(index, of: characters) != nil {
                place.relation = index - place.start
            }
        }
        return place
    }

    /// Words of the language, then services and attributes of the trace: those that begin like `word`.
    private func keys(_ word: String, after previous: ExpressionWord?) -> [String] {
        let lowered = word.lowercased()
        func begins(_ text: String) -> Bool { text.lowercased().hasPrefix(lowered) }
        func keys(_ suffix: String) -> [String] {
            attributes.keys.filter { begins($0) || begins(QueryTerm.key(ofAttribute: $0)) }
                .map { QueryTerm.key(ofAttribute: $0) + suffix }
        }
        if previous == .has { return keys(" ") }
        var offers = ExpressionKey.all.filter(begins).map(Self.beginning)
        if !word.isEmpty {
            let service = QueryTerm.service.key
            offers += services.filter(begins).map { "\(service)=\(QueryTokens.quoted($0)) " }
        }
        offers += keys("=")
        let words = ExpressionWord.allCases.map(\.rawValue).filter(begins).map { $0 + " " }
        // Right after the first letter, a word that joins is likelier than an attribute.
        return word.isEmpty ? offers + words : words + offers
    }

    /// A key with the relation that is likeliest.
    private static func beginning(_ key: String) -> String {
        switch ExpressionKey(key) {
        case .figure(let figure)?: key + (figure.isTime ? ">" : "<")
        case .term(.error)?: key + " "
        case .term?, .status?, nil: key + "="
        }
    }

    private var services: [String] { prepared.overview.services.map(\.name) }

    private func values(of key: String) -> [String] {
        switch ExpressionKey(key) {
        case .figure?, nil: return []
        case .status?: return [StatusCode.error, .ok, .unset].map(\.word)
        case .term(let term)?:
            if term == .tag { return QueryTerm.attribute(of: key).map(attributes.values) ?? [] }
            switch term.candidates {
            case .services: return services
            case .operations: return prepared.operations
            case .words(let words): return words
            }
        }
    }
}
