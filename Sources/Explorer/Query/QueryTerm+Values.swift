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
        do throws(QueryValueMistake) {
            if let condition = try condition(of: token) {
                switch condition {
                case .attribute(let attribute) where token.relation == .unequal:
                    let without = TraceCondition.without(attribute)
                    if !terms.conditions.contains(without) { terms.conditions.insert(without) }
                case .attribute(let attribute):
                    terms.attributes.removeAll { $0.key == attribute.key }
                    terms.conditions.insert(condition)
                default: terms.conditions.insert(condition)
                }
                return nil
            }
        } catch {
            return error.message
        }
        let value = token.value
        switch self {
        case .service, .operation, .kind, .error, .tag, .minDuration, .maxDuration: break
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

    /// The condition that a token of this term says; nil where the term is none.
    ///
    /// The one reading of values that the query line and expressions share.
    func condition(of token: QueryToken) throws(QueryValueMistake) -> TraceCondition? {
        let value = token.value
        switch self {
        case .service: return .service(value)
        case .operation: return .operation(value)
        case .kind:
            guard let kind = SpanKind(name: value), kind != .unspecified else {
                throw QueryValueMistake("kind is server, client, producer, consumer or internal")
            }
            return .kind(kind)
        case .error:
            guard let error = Bool(value) else {
                throw QueryValueMistake("error is true or false")
            }
            return .error(error)
        case .tag:
            let key = Self.attribute(of: token.key) ?? token.key
            return .attribute(AttributeCondition(key: key, value: value))
        case .minDuration: return .minDuration(try Self.duration(value))
        case .maxDuration: return .maxDuration(try Self.duration(value))
        case .last, .from, .to, .limit: return nil
        }
    }

    /// The word that says a condition of this term.
    func word(of condition: TraceCondition) -> String {
        switch condition {
        case .service(let name), .operation(let name): word(name)
        case .kind(let kind): word(kind.name)
        case .attribute(let attribute):
            "\(Self.key(ofAttribute: attribute.key))=\(QueryTokens.quoted(attribute.value))"
        case .without(let attribute):
            "\(Self.key(ofAttribute: attribute.key))!=\(QueryTokens.quoted(attribute.value))"
        case .error(let failed): word("\(failed)")
        case .minDuration(let duration), .maxDuration(let duration):
            word(DurationText.exact(duration))
        }
    }

    /// The words that `terms` say of this term, so that parsing them at `now` in `zone` gives it back; none when they say
    /// nothing.
    func words(of terms: SearchTerms, now: Timestamp, zone: Zone) -> [String] {
        func time(_ time: Timestamp) -> String { TimeText.exact(time, now: now, in: zone) }
        return switch self {
        case .service, .operation, .kind, .error, .tag, .minDuration, .maxDuration:
            terms.conditions.filter { QueryTerm($0.subject) == self }.map { word(of: $0) }
        case .last: terms.window.length.map { [word(DurationText.exact($0))] } ?? []
        case .from: terms.window.start.map { [word(time($0))] } ?? []
        case .to: terms.window.end.map { [word(time($0))] } ?? []
        case .limit: terms.limit.map { [word("\($0)")] } ?? []
        }
    }

    private func word(_ value: String) -> String { "\(key)=\(QueryTokens.quoted(value))" }

    private static func duration(_ text: String) throws(QueryValueMistake) -> Nanoseconds {
        guard let duration = DurationText.parse(text), duration >= 0 else {
            throw QueryValueMistake(DurationText.hint(for: text))
        }
        return duration
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

/// What is wrong with a value, a clause.
struct QueryValueMistake: Error {
    let message: String

    init(_ message: String) { self.message = message }
}
