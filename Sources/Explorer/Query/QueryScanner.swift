/// Reads the words of a query or an expression, from left to right.
///
/// A word is a key, perhaps with a relation and a value; blanks part words. In double quotes every character stands for
/// itself, and `\` takes the meaning of the one after it. Expressions have parentheses besides, and blanks may stand around
/// a relation; parentheses that are paired within a value belong to it: `operation=GetUser()`.
struct QueryScanner {
    enum Lexeme: Sendable, Equatable {
        case word(QueryToken)
        case open(column: Int)
        case close(column: Int)
    }

    let characters: [Character]
    private let isExpression: Bool
    private(set) var position = 0

    init(_ text: String, isExpression: Bool) {
        characters = Array(text)
        self.isExpression = isExpression
    }

    /// The next word or parenthesis; nil at the end.
    mutating func next() throws(QueryTextError) -> Lexeme? {
        skipBlanks()
        guard position < characters.count else { return nil }
        if isParenthesis(position) {
            position += 1
            return characters[position - 1] == "("
                ? .open(column: position - 1) : .close(column: position - 1)
        }
        return .word(try word())
    }

    private mutating func word() throws(QueryTextError) -> QueryToken {
        var token = QueryToken(column: position)
        token.isQuoted = characters[position] == "\""
        token.key = try text { scanner, place, _ in
            scanner.isParenthesis(place) || QueryRelation.at(place, of: scanner.characters) != nil
        }
        token.valueColumn = position
        guard let relation = relation() else { return token }
        token.relation = relation
        if isExpression, isBlank(position), isValueAhead() { skipBlanks() }
        token.valueColumn = position
        token.isValueQuoted = position < characters.count && characters[position] == "\""
        token.value = try text { scanner, place, depth in
            scanner.isParenthesis(place) && scanner.characters[place] == ")" && depth == 0
        }
        return token
    }

    /// The relation here, or in an expression after blanks.
    private mutating func relation() -> QueryRelation? {
        var place = position
        while isExpression, isBlank(place) { place += 1 }
        guard let relation = QueryRelation.at(place, of: characters) else { return nil }
        position = place + relation.rawValue.count
        return relation
    }

    /// Whether the word after blanks is a value: neither a condition of its own nor a word that joins conditions.
    private func isValueAhead() -> Bool {
        var ahead = self
        ahead.skipBlanks()
        guard ahead.position < characters.count, !isParenthesis(ahead.position) else {
            return false
        }
        let isQuoted = characters[ahead.position] == "\""
        let word = try? ahead.text { scanner, place, _ in
            scanner.isParenthesis(place) || QueryRelation.at(place, of: scanner.characters) != nil
        }
        guard let word, !word.isEmpty, isQuoted || ExpressionWord(word) == nil else {
            return false
        }
        return ahead.relation() == nil
    }

    /// Characters up to a blank outside quotes, or to where `isEnd` holds outside quotes, which is given the number of
    /// parentheses that are open.
    private mutating func text(
        until isEnd: (QueryScanner, Int, _ depth: Int) -> Bool
    ) throws(QueryTextError) -> String {
        var text = ""
        var quote: Int?
        var depth = 0
        while position < characters.count {
            let character = characters[position]
            if quote != nil, character == "\\", position + 1 < characters.count {
                position += 1
                text.append(characters[position])
            } else if character == "\"" {
                quote = quote == nil ? position : nil
            } else if quote != nil {
                text.append(character)
            } else if isBlank(position) || isEnd(self, position, depth) {
                return text
            } else {
                if character == "(" { depth += 1 }
                if character == ")" { depth -= 1 }
                text.append(character)
            }
            position += 1
        }
        if let quote { throw QueryTextError(column: quote, "this quote is not closed") }
        return text
    }

    private mutating func skipBlanks() {
        while isBlank(position) { position += 1 }
    }

    private func isBlank(_ place: Int) -> Bool {
        place < characters.count && characters[place].isWhitespace
    }

    private func isParenthesis(_ place: Int) -> Bool {
        isExpression && place < characters.count
            && (characters[place] == "(" || characters[place] == ")")
    }
}
