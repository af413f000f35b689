package import PlainText
package import TraceModel

/// The query language: `key=value` words, all of which must hold of one span.
///
/// `service= operation= kind= error= tag.KEY= minDuration= maxDuration= last= from= to= limit=`. Values with
/// blanks stand in double quotes. The query line and the command line share it.
package enum QueryText {
    /// The keys, in the order that they are written.
    package static let keys = [
        "service", "operation", "kind", "error", "tag.", "minDuration", "maxDuration", "last",
        "from", "to", "limit",
    ]

    /// Reads a query.
    ///
    /// - Parameters:
    ///   - text: The words.
    ///   - now: What `12:30` of `from` and `to` is the day of.
    ///   - zone: Where `from` and `to` are read, unless they name an offset.
    /// - Returns: The terms, or the first mistake.
    package static func parse(_ text: String, now: Timestamp, zone: Zone)
        -> Result<SearchTerms, QueryTextError>
    {
        QueryTokens.split(text).flatMap { tokens in
            var terms = SearchTerms()
            var seen: Set<String> = []
            for token in tokens {
                if let error = check(token, seen: &seen) { return .failure(error) }
                if let message = set(token, in: &terms, now: now, zone: zone) {
                    return .failure(QueryTextError(column: token.valueColumn, message))
                }
            }
            if let shortest = terms.minDuration, let longest = terms.maxDuration, shortest > longest
            {
                let column = tokens.first { $0.key == "maxDuration" }?.valueColumn ?? 0
                return .failure(
                    QueryTextError(column: column, "maxDuration is less than minDuration")
                )
            }
            if case .between(let from?, let to?) = terms.window, from > to {
                let column = tokens.last { $0.key == "from" || $0.key == "to" }?.valueColumn ?? 0
                return .failure(QueryTextError(column: column, "from must lie before to"))
            }
            return .success(terms)
        }
    }

    private static func check(_ token: QueryToken, seen: inout Set<String>) -> QueryTextError? {
        guard token.hasValue else {
            return QueryTextError(
                column: token.column,
                "write key=value; \(keyHint(token.key))"
            )
        }
        let isTag = token.key.hasPrefix("tag.") && token.key.count > 4
        guard isTag || (keys.contains(token.key) && token.key != "tag.") else {
            return QueryTextError(
                column: token.column,
                "unknown key \(token.key); \(keyHint(token.key))"
            )
        }
        guard !token.value.isEmpty || isTag else {
            return QueryTextError(column: token.valueColumn, "\(token.key) needs a value")
        }
        if seen.contains(token.key) {
            return QueryTextError(column: token.column, "\(token.key) is given twice")
        }
        if token.key == "last" && !seen.isDisjoint(with: ["from", "to"])
            || (token.key == "from" || token.key == "to") && seen.contains("last")
        {
            return QueryTextError(column: token.column, "give either last or from and to")
        }
        seen.insert(token.key)
        return nil
    }

    private static func keyHint(_ key: String) -> String {
        let near = keys.first {
            $0.lowercased().hasPrefix(key.lowercased().prefix(3)) && !key.isEmpty
        }
        if let near { return "did you mean \(near == "tag." ? "tag.KEY" : near)=?" }
        return "keys are " + keys.map { $0 == "tag." ? "tag.KEY" : $0 }.joined(separator: " ")
    }

    /// Sets one term; returns what is wrong with the value, if anything.
    private static func set(
        _ token: QueryToken,
        in terms: inout SearchTerms,
        now: Timestamp,
        zone: Zone
    ) -> String? {
        let value = token.value
        switch token.key {
        case "service": terms.service = value
        case "operation": terms.operation = value
        case "kind":
            guard let kind = SpanKind(name: value), kind != .unspecified else {
                return "kind is server, client, producer, consumer or internal"
            }
            terms.kind = kind
        case "error":
            guard let error = Bool(value) else { return "error is true or false" }
            terms.error = error
        case "minDuration", "maxDuration":
            guard let duration = DurationText.parse(value), duration >= 0 else {
                return "a duration is a number and a unit, such as 100ms or 1.5s"
            }
            if token.key == "minDuration" {
                terms.minDuration = duration
            } else {
                terms.maxDuration = duration
            }
        case "last":
            guard let lookback = DurationText.parse(value), lookback > 0 else {
                return "last is a number and a unit, such as 15m, 1h or 2d"
            }
            terms.window = .last(lookback)
        case "from", "to":
            guard let time = TimeText.parse(value, now: now, in: zone) else {
                return "a time is 12:30, \"2026-11-21 12:30\" or 2026-11-21T12:30:00Z"
            }
            var (from, to): (Timestamp?, Timestamp?) = (nil, nil)
            if case .between(let known, let other) = terms.window { (from, to) = (known, other) }
            terms.window = token.key == "from" ? .between(time, to) : .between(from, time)
        case "limit":
            guard let limit = Int(value), limit > 0 else { return "limit is a number above 0" }
            terms.limit = limit
        default:
            terms.attributes.append(
                AttributeCondition(key: String(token.key.dropFirst(4)), value: value)
            )
        }
        return nil
    }

    /// Writes terms as a query that reads back as the same terms.
    package static func format(_ terms: SearchTerms) -> String {
        var words: [String] = []
        func add(_ key: String, _ value: String?) {
            if let value { words.append("\(key)=\(QueryTokens.quoted(value))") }
        }
        add("service", terms.service)
        add("operation", terms.operation)
        add("kind", terms.kind?.name)
        add("error", terms.error.map { "\($0)" })
        for condition in terms.attributes {
            words.append(
                "\(quotedKey("tag." + condition.key))=\(QueryTokens.quoted(condition.value))"
            )
        }
        add("minDuration", terms.minDuration.map(DurationText.exact))
        add("maxDuration", terms.maxDuration.map(DurationText.exact))
        switch terms.window {
        case .unspecified: break
        case .last(let lookback): add("last", DurationText.exact(lookback))
        case .between(let from, let to):
            add("from", from.map(TimeText.rfc3339))
            add("to", to.map(TimeText.rfc3339))
        }
        add("limit", terms.limit.map { "\($0)" })
        return words.joined(separator: " ")
    }

    private static func quotedKey(_ key: String) -> String {
        key.contains { " =\"\\".contains($0) } ? QueryTokens.quoted(key) : key
    }
}
