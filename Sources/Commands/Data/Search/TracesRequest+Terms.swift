package import Explorer
package import PlainText
package import TraceModel

extension TracesRequest {
    /// The terms of the query language that flags and words stand for.
    ///
    /// - Parameters:
    ///   - now: A time without a date is on this day.
    ///   - zone: The zone of times that name no offset.
    /// - Returns: The terms, which read back as what was typed.
    /// - Throws: A sentence that names the flag or word, its value, and what would be right.
    package func terms(now: Timestamp, zone: Zone) throws(CommandLineError) -> SearchTerms {
        try checkContradictions()
        var text = ""
        var pieces: [(start: Int, typed: TypedText)] = []
        for (typed, words) in try words() {
            if !text.isEmpty { text += " " }
            pieces.append((text.count, typed))
            text += words
        }
        switch QueryText.parse(text, now: now, zone: zone) {
        case .success(let terms): return terms
        case .failure(let mistake):
            let piece = pieces.last { $0.start <= mistake.column }
            guard let typed = piece?.typed else { throw CommandLineError(mistake.message) }
            let place = typed.place == "TERM" ? "" : " of \(typed.place)"
            throw CommandLineError("`\(typed.text)`\(place) is wrong: \(mistake.message).")
        }
    }

    /// An argument or option beside a TERM, or another option, that says the same: which one counts could only be guessed.
    ///
    /// Of TERMs the last one counts, as in the query line.
    private func checkContradictions() throws(CommandLineError) {
        var given: [(term: QueryTerm, words: String)] = []
        if let service { given.append((.service, service.text)) }
        for term in QueryTerm.allCases where term != .tag {
            guard let typed = options[term]?.last else { continue }
            let words = typed.place == "TERM" ? typed.text : typed.place
            if let other = given.first(where: { Self.excludes($0.term, term) }) {
                throw Self.contradiction(other.words, words, about: term)
            }
            given.append((term, words))
        }
        for typed in terms {
            guard case .success(let tokens) = QueryTokens.split(Self.unshelled(typed.text)) else {
                continue
            }
            for term in tokens.compactMap({ QueryTerm(key: $0.key) }) where term != .tag {
                let other = given.first { $0.term == term || Self.excludes($0.term, term) }
                if let other { throw Self.contradiction(other.words, typed.text, about: term) }
            }
        }
    }

    /// Whether both terms say which time is searched, each in its own way.
    private static func excludes(_ one: QueryTerm, _ other: QueryTerm) -> Bool {
        let ends: [QueryTerm] = [.from, .to]
        return one == .last && ends.contains(other) || other == .last && ends.contains(one)
    }

    private static func contradiction(
        _ one: String,
        _ other: String,
        about term: QueryTerm
    ) -> CommandLineError {
        let times: [QueryTerm] = [.last, .from, .to]
        let subject = times.contains(term) ? "which time is searched" : "what the \(term.key) is"
        return CommandLineError("`\(one)` and `\(other)` both say \(subject); give one of them.")
    }

    /// What was typed, each with the words of the query language that say the same.
    private func words() throws(CommandLineError) -> [(typed: TypedText, words: String)] {
        var words: [(TypedText, String)] = []
        if let service { words.append((service, Self.word(.service, service.text))) }
        for term in terms { words.append((term, Self.unshelled(term.text))) }
        for term in QueryTerm.allCases {
            for typed in options[term] ?? [] {
                words.append((typed, try Self.word(term, typed)))
            }
        }
        return words
    }

    private static func word(
        _ term: QueryTerm,
        _ typed: TypedText
    ) throws(CommandLineError) -> String {
        if case .toggle(_, let value) = term.form { return word(term, value) }
        return term == .tag ? try pair(typed) : word(term, typed.text)
    }

    private static func word(_ term: QueryTerm, _ value: String) -> String {
        "\(term.key)=\(QueryTokens.quoted(value))"
    }

    /// The word of an attribute typed as `KEY=VALUE`.
    private static func pair(_ typed: TypedText) throws(CommandLineError) -> String {
        guard let equals = typed.text.firstIndex(of: "="), equals > typed.text.startIndex else {
            throw CommandLineError(
                "`\(typed.text)` of \(typed.place) is wrong: write KEY=VALUE, such as http.method=GET."
            )
        }
        let key = QueryTokens.quoted(QueryTerm.tag.key + typed.text[..<equals])
        let value = QueryTokens.quoted(String(typed.text[typed.text.index(after: equals)...]))
        return "\(key)=\(value)"
    }

    /// A word in the syntax of the query language: the shell has removed the quotes around the value.
    ///
    /// A word that is a whole query of known keys stays as it is.
    private static func unshelled(_ word: String) -> String {
        if case .success(let tokens) = QueryTokens.split(word), tokens.allSatisfy(isKnown) {
            return word
        }
        guard let equals = word.firstIndex(of: "=") else { return word }
        let key = QueryTokens.quoted(String(word[..<equals]))
        return key + "=" + QueryTokens.quoted(String(word[word.index(after: equals)...]))
    }

    private static func isKnown(_ token: QueryToken) -> Bool {
        token.relation != nil
            && (QueryTerm(key: token.key) != nil || token.key == QueryTerm.tag.key)
    }
}
