import PlainText
import TraceModel

/// Values: from text into terms of a search, and back.
extension QueryTerm {
    /// Sets what a token of this term says.
    ///
    /// - Parameters:
    ///   - token: Its key is one of this term.
    ///   - terms: What is known of the query so far.
    ///   - now: Its day is that of a time without a date, such as `12:30`, in `from` and `to`.
    ///   - zone: Where `from` and `to` are read, unless they name an offset.
    /// - Returns: What is wrong with the value, if anything.
    func set(_ token: QueryToken, in terms: inout SearchTerms, now: Timestamp, zone: Zone)
        -> String?
    {
        let value = token.value
        switch self {
        case .service: terms.service = value
        case .operation: terms.operation = value
        case .kind:
            guard let kind = SpanKind(name: value), kind != .unspecified else {
                return "kind is server, client, producer, consumer or internal"
            }
            terms.kind = kind
        case .error:
            guard let error = Bool(value) else { return "error is true or false" }
            terms.error = error
        case .tag:
            let key = Self.attribute(of: token.key) ?? token.key
            terms.attributes.removeAll { $0.key == key }
            terms.attributes.append(AttributeCondition(key: key, value: value))
        case .minDuration:
            guard let duration = Self.duration(value) else {
                return DurationText.hint(for: value)
            }
            terms.minDuration = duration
        case .maxDuration:
            guard let duration = Self.duration(value) else {
                return DurationText.hint(for: value)
            }
            terms.maxDuration = duration
        case .last:
            guard let lookback = DurationText.parse(value) else {
                return DurationText.hint(for: value)
            }
            guard lookback > 0 else { return "expected \(DurationText.expectation), above 0" }
            terms.window = .last(lookback)
        case .from:
            guard let time = TimeText.parse(value, now: now, in: zone) else { return Self.timeHint }
            // What was said before of the same end, or of all of the time, does not count.
            terms.window = .between(time, terms.window.end)
        case .to:
            guard let time = TimeText.parse(value, now: now, in: zone) else { return Self.timeHint }
            terms.window = .between(terms.window.start, time)
        case .limit:
            guard let limit = Int(value), limit > 0 else { return "limit is a number above 0" }
            terms.limit = limit
        }
        return nil
    }

    /// The words that `terms` say of this term, so that parsing them at `now` in `zone` gives it back; none when they say
    /// nothing.
    func words(of terms: SearchTerms, now: Timestamp, zone: Zone) -> [String] {
        func time(_ time: Timestamp) -> String { TimeText.exact(time, now: now, in: zone) }
        return switch self {
        case .service: word(terms.service)
        case .operation: word(terms.operation)
        case .kind: word(terms.kind?.name)
        case .error: word(terms.error.map { "\($0)" })
        case .tag: terms.attributes.map(Self.word)
        case .minDuration: word(terms.minDuration.map(DurationText.exact))
        case .maxDuration: word(terms.maxDuration.map(DurationText.exact))
        case .last: word(terms.window.length.map(DurationText.exact))
        case .from: word(terms.window.start.map(time))
        case .to: word(terms.window.end.map(time))
        case .limit: word(terms.limit.map { "\($0)" })
        }
    }

    private func word(_ value: String?) -> [String] {
        value.map { ["\(key)=\(QueryTokens.quoted($0))"] } ?? []
    }

    private static func word(_ condition: AttributeCondition) -> String {
        "\(key(ofAttribute: condition.key))=\(QueryTokens.quoted(condition.value))"
    }

    private static func duration(_ text: String) -> Nanoseconds? {
        DurationText.parse(text).flatMap { $0 >= 0 ? $0 : nil }
    }

    private static let timeHint =
        "a time is 12:30, \"2026-11-21 12:30\" or 2026-11-21T12:30:00Z"
}

extension SearchTerms.Window {
    fileprivate var length: Nanoseconds? {
        guard case .last(let length) = self else { return nil }
        return length
    }

    fileprivate var start: Timestamp? {
        guard case .between(let start, _) = self else { return nil }
        return start
    }

    fileprivate var end: Timestamp? {
        guard case .between(_, let end) = self else { return nil }
        return end
    }
}
