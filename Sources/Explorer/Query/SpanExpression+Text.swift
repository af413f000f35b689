import PlainText
package import TraceModel

extension SpanExpression {
    /// Reads an expression as `/` in a trace takes it.
    ///
    /// - Throws: The first mistake, and where it is.
    package init(parsing text: String) throws(QueryTextError) {
        self = try ExpressionParser.parse(text)
    }

    /// The expression as it can be typed: it reads back as the same.
    package var text: String {
        switch self {
        case .condition(let condition): return QueryTerm(condition.subject).word(of: condition)
        case .figure(let figure, let order, let value):
            let number = figure.isTime ? DurationText.exact(value) : "\(value)"
            return figure.rawValue + order.rawValue + number
        case .status(let code): return "status=\(code.word)"
        case .contains(let subject, let text):
            return subject.key + QueryRelation.contains.rawValue + QueryTokens.quoted(text)
        case .ordered(let subject, let order, let text):
            return subject.key + order.rawValue + QueryTokens.quoted(text)
        case .has(let key): return "has " + QueryTerm.key(ofAttribute: key)
        case .mentions(let text): return QueryTokens.inQuotes(text)
        case .not(let inner): return "not " + inner.textInside
        case .all(let parts): return parts.map(\.textInside).joined(separator: " and ")
        case .any(let parts): return parts.map(\.textInside).joined(separator: " or ")
        }
    }

    /// The same as part of another one.
    private var textInside: String {
        switch self {
        case .all, .any: "(\(text))"
        case .condition, .figure, .status, .contains, .ordered, .has, .mentions, .not: text
        }
    }
}

extension SpanSubject {
    /// The key as it is typed.
    fileprivate var key: String {
        switch self {
        case .service: QueryTerm.service.key
        case .operation: QueryTerm.operation.key
        case .attribute(let key): QueryTerm.key(ofAttribute: key)
        }
    }
}
