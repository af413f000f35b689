import TerminalText
import TraceModel

/// Reads what spans of a trace are looked for by.
///
/// Conditions are written as in queries, with more relations; `not` binds closest, then `and`, which may be left out, then
/// `or`. Words keep their places, so that a mistake can be pointed at.
struct ExpressionParser {
    private var scanner: QueryScanner
    /// The word that was read and not used yet.
    private var next: QueryScanner.Lexeme?
    private var depth = 0

    /// Parentheses and `not` within one another, which nobody needs, and which would cost stack.
    private static let mostLevels = 50

    /// - Throws: The first mistake.
    static func parse(_ text: String) throws(QueryTextError) -> SpanExpression {
        var parser = ExpressionParser(scanner: QueryScanner(text, isExpression: true))
        try parser.advance()
        let expression = try parser.alternatives()
        if case .close(let column)? = parser.next {
            throw QueryTextError(column: column, "no parenthesis is open here; \(quotesHint)")
        }
        return expression
    }

    private init(scanner: QueryScanner) { self.scanner = scanner }

    private mutating func advance() throws(QueryTextError) { next = try scanner.next() }

    private mutating func alternatives() throws(QueryTextError) -> SpanExpression {
        var parts = [try conjunction()]
        while word == .or {
            try advance()
            parts.append(try conjunction())
        }
        return parts.count == 1 ? parts[0] : .any(parts)
    }

    private mutating func conjunction() throws(QueryTextError) -> SpanExpression {
        var parts = [try condition()]
        while true {
            switch next {
            case nil, .close?: return parts.count == 1 ? parts[0] : .all(parts)
            case .word?, .open?:
                if word == .or { return parts.count == 1 ? parts[0] : .all(parts) }
                if word == .and { try advance() }
                parts.append(try condition())
            }
        }
    }

    private mutating func condition() throws(QueryTextError) -> SpanExpression {
        switch next {
        case nil:
            throw QueryTextError(column: scanner.characters.count, "a condition is missing here")
        case .close(let column)?:
            throw QueryTextError(column: column, "a condition is missing here")
        case .open(let column)?:
            try descend(at: column)
            try advance()
            let inner = try alternatives()
            guard case .close? = next else {
                // Pointed at the end, where typing goes on.
                throw QueryTextError(column: place, "a ) is missing here; \(Self.quotesHint)")
            }
            try advance()
            depth -= 1
            return inner
        case .word(let token)?:
            switch word {
            case .and?, .or?:
                throw QueryTextError(
                    column: token.column,
                    "a condition is missing before “\(token.key)”"
                )
            case .not?:
                try descend(at: token.column)
                try advance()
                let inner = try condition()
                depth -= 1
                return .not(inner)
            case .has?: return try attribute()
            case nil:
                try advance()
                return try ExpressionCondition(token).read()
            }
        }
    }

    /// What follows `has`.
    private mutating func attribute() throws(QueryTextError) -> SpanExpression {
        try advance()
        guard case .word(let token)? = next, token.relation == nil, !token.key.isEmpty else {
            throw QueryTextError(
                column: place,
                "has needs the key of an attribute, such as has db.system"
            )
        }
        try advance()
        return .has(QueryTerm.attribute(of: token.key) ?? token.key)
    }

    private mutating func descend(at column: Int) throws(QueryTextError) {
        depth += 1
        guard depth <= Self.mostLevels else {
            throw QueryTextError(column: column, "this is nested too deeply")
        }
    }

    /// The word that joins conditions, if it is one that comes next.
    private var word: ExpressionWord? {
        guard case .word(let token)? = next, token.relation == nil, !token.isQuoted else {
            return nil
        }
        return ExpressionWord(token.key)
    }

    /// Where what comes next begins.
    private var place: Int {
        switch next {
        case nil: scanner.characters.count
        case .open(let column)?, .close(let column)?: column
        case .word(let token)?: token.column
        }
    }

    /// What to do about a text that only looks like an expression.
    static let quotesHint = "in quotes it is text"
}
