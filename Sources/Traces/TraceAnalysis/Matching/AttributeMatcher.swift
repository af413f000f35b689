import TraceModel

/// Does what an ``AttributeCriterion`` says, with spans of one set of columns.
///
/// Values of attributes compare by their canonical text.
struct AttributeMatcher: Sendable {
    private let criterion: AttributeCriterion
    private let key: TextTest
    private let value: TextTest

    init(_ criterion: AttributeCriterion, in strings: StringTable) {
        self.criterion = criterion
        key = criterion.place == .nowhere ? .nothing : TextTest(criterion.key, in: strings)
        value = TextTest(criterion.value, in: strings)
    }

    func matches(_ span: Span) -> Bool {
        if let field = criterion.field, matches(span, field) { return true }
        switch criterion.place {
        case .nowhere: return false
        case .resource: return has(span.resource.attributes)
        case .anywhere:
            return has(span.attributes) || has(span.resource.attributes)
                || has(span.scope.attributes) || span.events.contains { has($0.attributes) }
                || span.links.contains { has($0.attributes) }
        }
    }

    private func matches(_ span: Span, _ field: FieldTest) -> Bool {
        switch field {
        case .isError(let failed): span.isError == failed
        case .kind(let kind): span.kind == kind
        case .statusCode(let code): span.statusCode == code
        case .statusMessage: value.accepts(span.statusMessageIndex)
        case .scopeName: value.accepts(span.scope.nameIndex)
        case .scopeVersion: value.accepts(span.scope.versionIndex)
        case .serviceName: span.resource.hasServiceName && value.accepts(span.serviceIndex)
        case .eventName: span.events.contains { value.accepts($0.nameIndex) }
        }
    }

    private func has(_ attributes: AttributeList) -> Bool {
        attributes.indices.contains { index in
            guard key.accepts(attributes.keyIndex(at: index)) else { return false }
            let stored = attributes.stored(at: index)
            guard stored.variant == .string, let string = stored.stringIndex else {
                return attributes[index].value.canonicalString == criterion.value
            }
            return value.accepts(string)
        }
    }
}
