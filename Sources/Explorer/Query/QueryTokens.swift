/// One word of a query as it was typed, with where it stands.
package struct QueryToken: Sendable, Equatable {
    package var key = ""
    package var value = ""
    /// Nil where only a key was typed.
    package var relation: QueryRelation?
    /// Characters before the token.
    package var column: Int
    /// Characters before the value.
    package var valueColumn: Int
    /// Whether it began with a quote.
    package var isQuoted = false
    /// Whether the value began with a quote.
    package var isValueQuoted = false

    init(column: Int) {
        self.column = column
        valueColumn = column
    }
}

/// The words of a query line, and how texts are written as words.
package enum QueryTokens {
    /// Splits a query into words.
    package static func split(_ text: String) -> Result<[QueryToken], QueryTextError> {
        var scanner = QueryScanner(text, isExpression: false)
        var tokens: [QueryToken] = []
        do throws(QueryTextError) {
            while case .word(let token)? = try scanner.next() { tokens.append(token) }
        } catch {
            return .failure(error)
        }
        return .success(tokens)
    }

    /// `text` as one word, of queries and of expressions: quoted when it has to be.
    package static func quoted(_ text: String) -> String {
        isPlain(text) ? text : inQuotes(text)
    }

    /// Whether `text` means itself without quotes.
    static func isPlain(_ text: String) -> Bool {
        !text.isEmpty && !text.contains { $0.isWhitespace || "=\"\\~<>!()".contains($0) }
    }

    static func inQuotes(_ text: String) -> String {
        var quoted = "\""
        for character in text {
            if character == "\"" || character == "\\" { quoted.append("\\") }
            quoted.append(character)
        }
        return quoted + "\""
    }
}

/// What is wrong with a query, and where.
package struct QueryTextError: Error, Sendable, Equatable {
    /// Characters before the mistake.
    package var column: Int
    /// What is wrong and what would be right.
    package var message: String

    package init(column: Int, _ message: String) {
        self.column = column
        self.message = message
    }
}
