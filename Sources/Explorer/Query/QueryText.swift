package import PlainText
package import TraceModel

/// The query language: `key=value` words, all of which must hold of one span.
///
/// The keys are those of ``QueryTerm``; values with blanks stand in double quotes. The query line and the command line
/// share it.
package enum QueryText {
    /// Reads a query.
    ///
    /// - Parameters:
    ///   - text: The words.
    ///   - now: Its day is that of a time without a date, such as `12:30`, in `from` and `to`.
    ///   - zone: Where `from` and `to` are read, unless they name an offset.
    /// - Returns: The terms, or the first mistake.
    package static func parse(_ text: String, now: Timestamp, zone: Zone)
        -> Result<SearchTerms, QueryTextError>
    {
        QueryTokens.split(text).flatMap { tokens in
            var terms = SearchTerms()
            var seen: Set<String> = []
            for token in tokens {
                do throws(QueryTextError) {
                    let term = try check(token, seen: &seen)
                    if let message = term.set(token, in: &terms, now: now, zone: zone) {
                        throw QueryTextError(column: token.valueColumn, message)
                    }
                } catch {
                    return .failure(error)
                }
            }
            if let error = contradiction(in: terms, of: tokens) { return .failure(error) }
            return .success(terms)
        }
    }

    /// The term of a token that may stand where it does.
    private static func check(
        _ token: QueryToken,
        seen: inout Set<String>
    ) throws(QueryTextError) -> QueryTerm {
        guard token.hasValue else {
            throw QueryTextError(column: token.column, "write key=value; \(keyHint(token.key))")
        }
        guard let term = QueryTerm(key: token.key) else {
            throw QueryTextError(
                column: token.column,
                "unknown key \(token.key); \(keyHint(token.key))"
            )
        }
        guard !token.value.isEmpty || term == .tag else {
            throw QueryTextError(column: token.valueColumn, "\(token.key) needs a value")
        }
        if seen.contains(token.key) {
            throw QueryTextError(column: token.column, "\(token.key) is given twice")
        }
        let ends: [QueryTerm] = [.from, .to]
        if term == .last && ends.contains(where: { seen.contains($0.key) })
            || ends.contains(term) && seen.contains(QueryTerm.last.key)
        {
            throw QueryTextError(column: token.column, "give either last or from and to")
        }
        seen.insert(token.key)
        return term
    }

    private static func keyHint(_ key: String) -> String {
        let near = QueryTerm.allCases.first {
            $0.key.lowercased().hasPrefix(key.lowercased().prefix(3)) && !key.isEmpty
        }
        if let near { return "did you mean \(near.shownKey)=?" }
        return "keys are " + QueryTerm.allCases.map(\.shownKey).joined(separator: " ")
    }

    /// What is wrong with terms that are each right on their own.
    private static func contradiction(
        in terms: SearchTerms,
        of tokens: [QueryToken]
    ) -> QueryTextError? {
        if let shortest = terms.minDuration, let longest = terms.maxDuration, shortest > longest {
            let token = tokens.first { $0.key == QueryTerm.maxDuration.key }
            return QueryTextError(
                column: token?.valueColumn ?? 0,
                "maxDuration is less than minDuration"
            )
        }
        if case .between(let from?, let to?) = terms.window, from > to {
            let token = tokens.last {
                $0.key == QueryTerm.from.key || $0.key == QueryTerm.to.key
            }
            return QueryTextError(column: token?.valueColumn ?? 0, "from must lie before to")
        }
        return nil
    }

    /// Writes terms as a query that reads back as the same terms.
    package static func format(_ terms: SearchTerms) -> String {
        QueryTerm.allCases.flatMap { $0.words(of: terms) }.joined(separator: " ")
    }
}
