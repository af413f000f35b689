import TraceModel

/// What help says of the language of expressions.
package enum ExpressionLanguage {
    /// Its keys, relations and words, in two sentences.
    package static let summary =
        "Conditions have the keys of the query line, and "
        + ExpressionKey.own.joined(separator: ", ") + ", with "
        + QueryRelation.allCases.map(\.rawValue).joined(separator: " ")
        + " and a value; `error` and `has KEY` need none. They are joined by and, which may be left out, by or, "
        + "not, and parentheses."
}
