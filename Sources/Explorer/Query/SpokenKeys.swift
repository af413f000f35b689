import TraceModel

/// The keys that an expression speaks of, though it may be unfinished or wrong.
struct SpokenKeys {
    /// Keys of attributes.
    private(set) var attributes: Set<String> = []
    /// Words of the language: `status`, `start` and others.
    private(set) var words: Set<String> = []

    init(_ text: String) {
        var scanner = QueryScanner(text, isExpression: true)
        var isAfterHas = false
        // What follows a quote that is not closed is still being typed.
        while let lexeme = try? scanner.next() {
            guard case .word(let token) = lexeme else { continue }
            let word = token.isQuoted ? nil : ExpressionWord(token.key)
            if token.relation != nil || isAfterHas {
                add(token.key, isAttribute: isAfterHas)
            } else if word == nil, !token.isQuoted {
                words.insert(token.key)
            }
            isAfterHas = token.relation == nil && word == .has
        }
    }

    private mutating func add(_ key: String, isAttribute: Bool) {
        guard let name = QueryTerm.attribute(of: key) ?? (isAttribute ? key : nil) else {
            words.insert(key)
            return
        }
        attributes.insert(AttributeCriterion(AttributeCondition(key: name, value: "")).key)
        switch AttributeField(key: name) {
        case .error?, .statusCode?, .statusMessage?: words.insert("status")
        case .kind?, .scopeName?, .scopeVersion?, .serviceName?, .eventName?, nil: break
        }
    }
}
