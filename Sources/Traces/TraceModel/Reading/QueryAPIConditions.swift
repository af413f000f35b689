/// The conditions of a query that the Jaeger query API has words for, and the others.
///
/// A span's kind has no parameter, nothing can be negated, and attributes travel as an object, which holds a key once.
package struct QueryAPIConditions: Sendable, Equatable {
    /// What a server can be asked.
    package private(set) var asked: TraceConditions = []
    /// What the client has to test on whole traces.
    package private(set) var rest: [TraceCondition] = []

    package init(_ conditions: TraceConditions) {
        var sent: [String: String] = [:]
        for condition in conditions {
            switch condition {
            case .service, .operation, .minDuration, .maxDuration: asked.insert(condition)
            case .kind, .without: rest.append(condition)
            case .attribute(let attribute): take(condition, as: attribute, &sent)
            case .error(let failed): take(condition, as: .error(failed), &sent)
            }
        }
    }

    private mutating func take(
        _ condition: TraceCondition,
        as attribute: AttributeCondition,
        _ sent: inout [String: String]
    ) {
        guard let value = sent[attribute.key] else {
            sent[attribute.key] = attribute.value
            asked.insert(condition)
            return
        }
        // The same once more asks for nothing new.
        if value != attribute.value { rest.append(condition) }
    }
}
