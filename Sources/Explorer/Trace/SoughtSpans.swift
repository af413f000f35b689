import TraceAnalysis
package import TraceModel

/// What is looked for in a trace: a text as it stands, or an expression.
package enum SoughtSpans: Sendable, Equatable {
    case text(String)
    case expression(SpanExpression)

    /// Reads what was typed: with an operator or a parenthesis outside quotes it is an expression, all in quotes it is the
    /// text in them, and else the text as it stands.
    ///
    /// - Throws: What is wrong with the expression.
    package init(parsing text: String) throws(QueryTextError) {
        if Self.isExpression(text) {
            self = .expression(try SpanExpression(parsing: text))
        } else if let quoted = Self.quoted(text) {
            self = .text(quoted)
        } else {
            self = .text(text)
        }
    }

    /// Whether what was typed is an expression, be it right or wrong.
    static func isExpression(_ text: String) -> Bool {
        var isQuoted = false
        var isEscaped = false
        for character in text {
            if isEscaped {
                isEscaped = false
            } else if isQuoted, character == "\\" {
                isEscaped = true
            } else if character == "\"" {
                isQuoted.toggle()
            } else if !isQuoted, "=~<>()".contains(character) {
                return true
            }
        }
        return false
    }

    /// The text in the quotes that stand around all of what was typed.
    private static func quoted(_ text: String) -> String? {
        guard text.first == "\"" else { return nil }
        var inner = ""
        var isEscaped = false
        for (index, character) in zip(text.indices, text).dropFirst() {
            if !isEscaped, character == "\"" {
                return text.index(after: index) == text.endIndex ? inner : nil
            }
            isEscaped = !isEscaped && character == "\\"
            if !isEscaped { inner.append(character) }
        }
        return nil
    }

    /// The spans found, in the order of the tree.
    package func hits(in prepared: PreparedTrace) -> [Int32] {
        let found: [Int32]
        switch self {
        case .text(let text): found = SpanSearch(prepared.trace, for: text).hits
        case .expression(let expression):
            found =
                ExpressionSearch(
                    expression,
                    in: prepared.tree,
                    start: prepared.overview.start,
                    selfTimes: prepared.selfTimes,
                    criticalPath: prepared.criticalPath
                ).hits
        }
        let positions = prepared.tree.positions
        return found.sorted { positions[Int($0)] < positions[Int($1)] }
    }
}
