import TestSupport
import TraceAnalysis
import TraceModel

extension StoreKind {
    /// A query made mostly of what a known span has, so that many find something; conditions of every kind, and
    /// every key that means a field, come up in turn.
    func randomQuery(
        known: [PlainSpan],
        limit: Int,
        using generator: inout SeededGenerator
    ) -> TraceQuery {
        let span = known[Int.random(in: 0..<known.count, using: &generator)]
        func sometimes(_ odds: Int = 3) -> Bool { Int.random(in: 0..<odds, using: &generator) == 0 }
        let most = sometimes() ? Int.random(in: 1...min(limit, 5), using: &generator) : limit
        let query = TraceQuery.everything(limit: most) { query in
            if sometimes() { query.start = Timestamp(nanoseconds: span.start) }
            if sometimes() { query.end = Timestamp(nanoseconds: span.start).advanced(by: 100_000) }
            for subject in TraceCondition.Subject.allCases {
                switch subject {
                case .service: if sometimes() { query.service = span.resource.name }
                case .operation: if sometimes() { query.operation = span.name }
                case .kind: if sometimes(6) { query.kind = span.kind }
                case .attribute:
                    while sometimes(2) {
                        query.attributes.append(span.condition(using: &generator))
                    }
                case .without:
                    while sometimes(4) {
                        query.conditions.insert(.without(span.condition(using: &generator)))
                    }
                case .error: if sometimes(6) { query.error = .random(using: &generator) }
                case .minDuration:
                    if sometimes() { query.minDuration = span.duration }
                case .maxDuration:
                    if sometimes(6) { query.maxDuration = span.duration }
                }
            }
        }
        return asked(query, isLimited: most < limit, service: span.resource.name)
    }

    /// The question without what a store of this kind cannot be asked.
    private func asked(_ query: TraceQuery, isLimited: Bool, service: String) -> TraceQuery {
        var query = query
        if isLegacy || isLimited && filtersAfterLimit {
            query.conditions = QueryAPIConditions(query.conditions).asked
            // In a message that is none.
            if self == .loopbackGRPC, query.maxDuration == 0 { query.maxDuration = nil }
        }
        guard isLegacy else { return query }
        query.service = query.service ?? service
        query.start = Timestamp(microseconds: query.start.microseconds)
        query.end = Timestamp(microseconds: query.end.microseconds)
        return query
    }
}

extension PlainSpan {
    /// A condition on an attribute that the span has, on a field of it, or sometimes on what it seldom has.
    fileprivate func condition(using generator: inout SeededGenerator) -> AttributeCondition {
        let lists = [attributes, resource.attributes, scope.attributes]
        let known =
            lists.joined() + events.flatMap(\.attributes) + links.flatMap(\.attributes)
        let choice = Int.random(in: 0..<5, using: &generator)
        if choice < 2, let attribute = known.randomElement(using: &generator) {
            return AttributeCondition(
                key: attribute.key,
                value: attribute.value.canonicalString
            )
        }
        guard choice < 4, let field = AttributeField.allCases.randomElement(using: &generator)
        else {
            let rare = [("resource.peer", "200"), ("peer", "true"), ("nothing", "at all")]
            let (key, value) = rare[Int.random(in: 0..<rare.count, using: &generator)]
            return AttributeCondition(key: key, value: value)
        }
        return AttributeCondition(
            key: field.keys.randomElement(using: &generator) ?? "",
            value: texts(of: field).randomElement(using: &generator) ?? ""
        )
    }

    /// Texts that conditions on a field of this span, and of spans unlike it, have as their value.
    private func texts(of field: AttributeField) -> [String] {
        switch field {
        case .error: ["true", "false", "1", "F", "TRUE", "perhaps", ""]
        case .kind: [kind.name, kind.name.uppercased(), "server", "boss"]
        case .statusCode: ["OK", "ok", "ERROR", "error", "UNSET", "STATUS_CODE_OK"]
        case .statusMessage: [statusMessage, "declined", ""]
        case .scopeName: [scope.name, "scope.a", ""]
        case .scopeVersion: [scope.version, "1.0", ""]
        case .serviceName: [resource.name, "web", ""]
        case .eventName: events.map(\.name) + ["retry", ""]
        }
    }
}
