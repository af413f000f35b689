package import PlainText
import TerminalText
package import TraceModel

/// The query language: `key=value` words, or `key!=value` for attributes, all of which must hold of one span.
///
/// The keys are those of ``QueryTerm``; values with blanks stand in double quotes. The query line and the command line
/// share it.
package enum QueryText {
    /// Reads a query.
    ///
    /// Of terms that say the same, such as two limits or two values of one attribute, the last counts.
    ///
    /// - Parameters:
    ///   - text: The words.
    ///   - now: Its day is that of a time without a date, such as `12:30`, in `from` and `to`.
    ///   - zone: Where `from` and `to` are read, unless they name an offset.
    ///   - services: Those that are known, for what is wrong with a word.
    /// - Returns: The terms, or the first mistake.
    package static func parse(
        _ text: String,
        now: Timestamp,
        zone: Zone,
        services: [String] = []
    ) -> Result<SearchTerms, QueryTextError> {
        QueryTokens.split(text).flatMap { tokens in
            var terms = SearchTerms()
            for token in tokens where !isAnd(token) {
                do throws(QueryTextError) {
                    let word = try onlyEqual(token)
                    let term = try check(word, services)
                    if let message = term.set(word, in: &terms, now: now, zone: zone) {
                        throw QueryTextError(column: word.valueColumn, message)
                    }
                } catch {
                    return .failure(error)
                }
            }
            if let error = contradiction(in: terms, of: tokens) { return .failure(error) }
            return .success(terms)
        }
    }

    /// All conditions must hold in any case, so that `and` between them says nothing new.
    private static func isAnd(_ token: QueryToken) -> Bool {
        token.relation == nil && !token.isQuoted && ExpressionWord(token.key) == .and
    }

    /// A token with `=`, which says the same: queries have no other relation, but for `!=` of attributes and the ends of a
    /// duration.
    private static func onlyEqual(_ token: QueryToken) throws(QueryTextError) -> QueryToken {
        var token = token
        switch token.relation {
        case nil:
            if !token.isQuoted, let word = ExpressionWord(token.key) {
                throw QueryTextError(
                    column: token.column,
                    "queries have no \(word.rawValue); / in a trace has"
                )
            }
        case .equal?: break
        case .unequal? where QueryTerm(key: token.key) == .tag: break
        case .atLeast? where token.key == SpanFigure.duration.rawValue:
            token.key = QueryTerm.minDuration.key
        case .atMost? where token.key == SpanFigure.duration.rawValue:
            token.key = QueryTerm.maxDuration.key
        case let relation?:
            throw QueryTextError(
                column: token.column,
                "queries have = only, != for attributes, duration>= and duration<=; / in a trace has "
                    + relation.rawValue
            )
        }
        return token
    }

    /// The term that a token is of.
    private static func check(
        _ token: QueryToken,
        _ services: [String]
    ) throws(QueryTextError) -> QueryTerm {
        guard token.relation != nil else {
            throw QueryTextError(column: token.column, hint(bareWord: token.key, services))
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
        return term
    }

    /// What a word without a value may have been meant as: a key, else a service.
    private static func hint(bareWord word: String, _ services: [String]) -> String {
        func service(_ name: String) -> String {
            "\(QueryTerm.service.key)=\(QueryTokens.quoted(name))"
        }
        if let term = QueryTerm(key: word) {
            return "write key=value; did you mean \(term == .tag ? word : term.shownKey)=?"
        }
        if services.contains(word) { return "write \(service(word)) for the service" }
        if word == "tag" || word == "tag." { return "write tag.KEY=VALUE" }
        if let near = nearKey(word) { return "write key=value; did you mean \(near.shownKey)=?" }
        if let near = NearestName.of(word, among: services) {
            return "write key=value; did you mean \(service(near))?"
        }
        return "write key=value, such as \(service(word)); \(allKeys)"
    }

    private static func nearKey(_ key: String) -> QueryTerm? {
        let keys = QueryTerm.allCases.filter { $0 != .tag }
        return NearestName.of(key, among: keys.map(\.key)).flatMap { QueryTerm(rawValue: $0) }
    }

    private static func keyHint(_ key: String) -> String {
        if key.isEmpty || key == QueryTerm.tag.key { return allKeys }
        let attribute = "\(QueryTerm.tag.key)\(key)="
        if let near = nearKey(key) {
            return "did you mean \(near.shownKey)=? For an attribute write \(attribute)"
        }
        return "for an attribute write \(attribute)"
    }

    private static var allKeys: String {
        "keys are " + QueryTerm.allCases.map(\.shownKey).joined(separator: " ")
    }

    /// What is wrong with terms that are each right on their own.
    private static func contradiction(
        in terms: SearchTerms,
        of tokens: [QueryToken]
    ) -> QueryTextError? {
        if let shortest = terms.minDuration, let longest = terms.maxDuration, shortest > longest {
            let token = tokens.last { $0.key == QueryTerm.maxDuration.key }
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
    ///
    /// `now` and `zone` are those that it will be read with.
    package static func format(_ terms: SearchTerms, now: Timestamp, zone: Zone) -> String {
        QueryTerm.allCases.flatMap { $0.words(of: terms, now: now, zone: zone) }
            .joined(separator: " ")
    }
}
