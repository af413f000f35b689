import PlainText
import TerminalText
import TraceModel

/// Reads one condition of an expression from its word.
struct ExpressionCondition {
    private let token: QueryToken

    /// What is written for two signs of other languages.
    private static let signsMeant: [Character: String] = ["=": "=", "~": "~", "<": "<=", ">": ">="]

    init(_ token: QueryToken) { self.token = token }

    /// - Throws: What is wrong with it, and where.
    func read() throws(QueryTextError) -> SpanExpression {
        guard let relation = token.relation else { return try bareWord() }
        guard let key = ExpressionKey(token.key) else { throw unknownKey }
        // A sign that other languages have would be part of a value that no span has.
        if relation == .equal, let first = token.value.first, "=~<>".contains(first),
            !token.isValueQuoted
        {
            throw wrongValue(
                "there is no =\(first); write \(Self.signsMeant[first] ?? "="), or quote the value"
            )
        }
        switch key {
        case .figure(let figure): return try self.figure(figure, relation)
        case .status: return try status(relation)
        case .term(let term) where term.isCondition: return try condition(term, relation)
        case .term:
            throw QueryTextError(
                column: token.column,
                "\(token.key)= is for searching traces, not for spans of one"
            )
        }
    }

    private func bareWord() throws(QueryTextError) -> SpanExpression {
        if token.isQuoted {
            guard !token.key.isEmpty else {
                throw QueryTextError(column: token.column, "there is no text in these quotes")
            }
            return .mentions(token.key)
        }
        if token.key == QueryTerm.error.key { return .condition(.error(true)) }
        let word = token.key
        if word.hasPrefix("!") { throw exclamation }
        let known = ExpressionKey.all.contains(word) || QueryTerm(key: word) != nil
        if let near = known ? word : NearestName.of(word, among: ExpressionKey.all) {
            throw QueryTextError(
                column: token.column,
                "compare it, such as \(ExpressionKey.sample(near)); \(ExpressionParser.quotesHint)"
            )
        }
        throw QueryTextError(
            column: token.column,
            "“\(word)” is no condition; \(ExpressionParser.quotesHint)"
        )
    }

    private var unknownKey: QueryTextError {
        let key = token.key
        if key.hasPrefix("!") { return exclamation }
        guard !key.isEmpty, key != QueryTerm.tag.key else {
            return QueryTextError(
                column: token.column,
                "a key is missing here; \(ExpressionParser.quotesHint)"
            )
        }
        let near = NearestName.of(key, among: ExpressionKey.all).map { "did you mean \($0)? " }
        return QueryTextError(
            column: token.column,
            "unknown key \(key); \(near ?? "")for an attribute write "
                + QueryTerm.tag.key + key + (token.relation?.rawValue ?? "=")
        )
    }

    private var exclamation: QueryTextError {
        QueryTextError(column: token.column, "write not for !")
    }

    private func wrongValue(_ message: String) -> QueryTextError {
        QueryTextError(column: token.valueColumn, message)
    }

    /// The relation as an order, and whether it is turned round; nil for those that look into a text.
    private func order(_ relation: QueryRelation) -> (order: ValueOrder, isNegated: Bool)? {
        switch relation {
        case .equal: (.equal, false)
        case .unequal: (.equal, true)
        case .more: (.more, false)
        case .atLeast: (.atLeast, false)
        case .less: (.less, false)
        case .atMost: (.atMost, false)
        case .contains, .lacks: nil
        }
    }

    private func figure(
        _ figure: SpanFigure,
        _ relation: QueryRelation
    ) throws(QueryTextError) -> SpanExpression {
        guard let (order, isNegated) = self.order(relation) else {
            throw wrongValue("\(token.key) takes = != > >= < <=")
        }
        let value = figure.isTime ? DurationText.parse(token.value) : Int64(token.value)
        guard let value else {
            throw wrongValue(
                figure.isTime
                    ? DurationText.hint(for: token.value) : "\(token.key) is a number of levels"
            )
        }
        return Self.turned(.figure(figure, order, value), isNegated)
    }

    private func status(_ relation: QueryRelation) throws(QueryTextError) -> SpanExpression {
        guard let code = StatusCode(name: token.value) else {
            throw wrongValue("status is error, ok or unset")
        }
        return try equal(.status(code), relation)
    }

    private func condition(
        _ term: QueryTerm,
        _ relation: QueryRelation
    ) throws(QueryTextError) -> SpanExpression {
        if token.value.isEmpty, term != .tag || order(relation).map({ $0.order != .equal }) ?? false
        {
            throw wrongValue("\(token.key) needs a value")
        }
        let subject: SpanSubject? =
            switch term {
            case .service: .service
            case .operation: .operation
            case .tag: .attribute(QueryTerm.attribute(of: token.key) ?? token.key)
            default: nil
            }
        guard let subject, relation != .equal, relation != .unequal else {
            guard let condition = try self.condition(term) else { throw unknownKey }
            return try equal(.condition(condition), relation)
        }
        guard let (order, _) = self.order(relation) else {
            return Self.turned(.contains(subject, token.value), relation == .lacks)
        }
        return .ordered(subject, order, token.value)
    }

    private func condition(_ term: QueryTerm) throws(QueryTextError) -> TraceCondition? {
        do throws(QueryValueMistake) {
            return try term.condition(of: token)
        } catch {
            throw wrongValue(error.message)
        }
    }

    /// For what is compared by `=` and `!=` only.
    private func equal(
        _ expression: SpanExpression,
        _ relation: QueryRelation
    ) throws(QueryTextError) -> SpanExpression {
        guard relation == .equal || relation == .unequal else {
            throw wrongValue("\(token.key) takes = and !=")
        }
        return Self.turned(expression, relation == .unequal)
    }

    private static func turned(_ expression: SpanExpression, _ isNegated: Bool) -> SpanExpression {
        isNegated ? .not(expression) : expression
    }
}
