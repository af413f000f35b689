/// One thing that a span must be or have for its trace to be found.
///
/// Code that tests, sends, reads or writes conditions switches over the cases, so that the compiler names every place
/// that has to answer for a new one.
package enum TraceCondition: Sendable, Hashable {
    /// The service's name, exact and case-sensitive.
    case service(String)
    /// The span's name, exact and case-sensitive.
    case operation(String)
    case kind(SpanKind)
    /// The attribute's value compares as a string; some keys mean fields, see ``AttributeField``.
    case attribute(AttributeCondition)
    /// The condition on an attribute does not hold: the span lacks it, or it has other values.
    case without(AttributeCondition)
    /// Whether the span failed.
    case error(Bool)
    /// Inclusive, nanoseconds.
    case minDuration(Nanoseconds)
    /// Inclusive, nanoseconds.
    case maxDuration(Nanoseconds)

    /// What conditions are about, in the order in which they are kept.
    package enum Subject: Sendable, Comparable, CaseIterable {
        case service
        case operation
        case kind
        case attribute
        case without
        case error
        case minDuration
        case maxDuration
    }

    /// Whether one span may have to meet several of the same subject.
    package static func isRepeatable(_ subject: Subject) -> Bool {
        subject == .attribute || subject == .without
    }

    package var subject: Subject {
        switch self {
        case .service: .service
        case .operation: .operation
        case .kind: .kind
        case .attribute: .attribute
        case .without: .without
        case .error: .error
        case .minDuration: .minDuration
        case .maxDuration: .maxDuration
        }
    }

    /// The condition on an attribute that says the same, as the query API puts it; nil where none does.
    package var attribute: AttributeCondition? {
        switch self {
        case .attribute(let attribute): attribute
        case .error(let failed): .error(failed)
        case .service, .operation, .kind, .without, .minDuration, .maxDuration: nil
        }
    }
}

/// One attribute that a span must have, or must not have.
package struct AttributeCondition: Sendable, Hashable {
    package var key: String
    package var value: String

    package init(key: String, value: String) {
        self.key = key
        self.value = value
    }

    /// Whether a span failed, put as an attribute.
    package static func error(_ failed: Bool) -> AttributeCondition {
        AttributeCondition(key: "error", value: failed ? "true" : "false")
    }
}
