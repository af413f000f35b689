/// One `key=value` of a query as it was typed, with where it stands.
package struct QueryToken: Sendable, Equatable {
    package var key: String
    package var value: String
    /// False when there was no `=`.
    package var hasValue: Bool
    /// Characters before the token.
    package var column: Int
    /// Characters before the value.
    package var valueColumn: Int
}

/// Splits a query into tokens at blanks outside quotes; `\` quotes one character inside quotes.
package enum QueryTokens {
    package static func split(_ text: String) -> Result<[QueryToken], QueryTextError> {
        var tokens: [QueryToken] = []
        var current: QueryToken?
        var quoteColumn: Int?
        var isEscaped = false
        for (column, character) in text.enumerated() {
            if isEscaped {
                isEscaped = false
                append(character, to: &current, at: column)
            } else if character == "\\" && quoteColumn != nil {
                isEscaped = true
            } else if character == "\"" {
                quoteColumn = quoteColumn == nil ? column : nil
                if current == nil { current = begin(at: column) }
            } else if character == " " && quoteColumn == nil {
                if let token = current { tokens.append(token) }
                current = nil
            } else if character == "=" && quoteColumn == nil && current?.hasValue != true {
                if current == nil { current = begin(at: column) }
                current?.hasValue = true
                current?.valueColumn = column + 1
            } else {
                append(character, to: &current, at: column)
            }
        }
        if let quoteColumn {
            return .failure(QueryTextError(column: quoteColumn, "this quote is not closed"))
        }
        if let token = current { tokens.append(token) }
        return .success(tokens)
    }

    private static func begin(at column: Int) -> QueryToken {
        QueryToken(key: "", value: "", hasValue: false, column: column, valueColumn: column)
    }

    private static func append(_ character: Character, to token: inout QueryToken?, at column: Int)
    {
        var grown = token ?? begin(at: column)
        if grown.hasValue { grown.value.append(character) } else { grown.key.append(character) }
        token = grown
    }

    /// `text` as one word: quoted when it has to be.
    package static func quoted(_ text: String) -> String {
        guard text.isEmpty || text.contains(where: { " =\"\\".contains($0) }) else { return text }
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
