/// What selects traces by conditions on one of their spans; each condition can be read and set by its name.
package protocol TraceSelector {
    var conditions: TraceConditions { get set }
}

extension TraceSelector {
    package var service: String? {
        get {
            for case .service(let name) in conditions { return name }
            return nil
        }
        set { set(.service, newValue.map { .service($0) }) }
    }

    package var operation: String? {
        get {
            for case .operation(let name) in conditions { return name }
            return nil
        }
        set { set(.operation, newValue.map { .operation($0) }) }
    }

    package var kind: SpanKind? {
        get {
            for case .kind(let kind) in conditions { return kind }
            return nil
        }
        set { set(.kind, newValue.map { .kind($0) }) }
    }

    /// All of them must be met.
    package var attributes: [AttributeCondition] {
        get {
            conditions.compactMap { condition in
                guard case .attribute(let attribute) = condition else { return nil }
                return attribute
            }
        }
        set {
            conditions.remove(.attribute)
            for attribute in newValue { conditions.insert(.attribute(attribute)) }
        }
    }

    /// None of them may be met.
    package var withoutAttributes: [AttributeCondition] {
        conditions.compactMap { condition in
            guard case .without(let attribute) = condition else { return nil }
            return attribute
        }
    }

    /// Whether the span failed.
    package var error: Bool? {
        get {
            for case .error(let failed) in conditions { return failed }
            return nil
        }
        set { set(.error, newValue.map { .error($0) }) }
    }

    /// Inclusive, nanoseconds.
    package var minDuration: Nanoseconds? {
        get {
            for case .minDuration(let duration) in conditions { return duration }
            return nil
        }
        set { set(.minDuration, newValue.map { .minDuration($0) }) }
    }

    /// Inclusive, nanoseconds.
    package var maxDuration: Nanoseconds? {
        get {
            for case .maxDuration(let duration) in conditions { return duration }
            return nil
        }
        set { set(.maxDuration, newValue.map { .maxDuration($0) }) }
    }

    private mutating func set(_ subject: TraceCondition.Subject, _ condition: TraceCondition?) {
        conditions.remove(subject)
        if let condition { conditions.insert(condition) }
    }
}
