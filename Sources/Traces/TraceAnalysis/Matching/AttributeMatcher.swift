import TraceModel

/// Does what an ``AttributeCriterion`` says, with spans of one set of columns.
///
/// Values of attributes compare by their canonical text.
struct AttributeMatcher: Sendable {
    private let criterion: AttributeCriterion
    private let key: TextTest
    private let value: TextTest
    private let test: ValueTest

    init(_ criterion: AttributeCriterion, in strings: StringTable) {
        self.criterion = criterion
        key = criterion.place == .nowhere ? .nothing : TextTest(criterion.key, in: strings)
        value = TextTest(criterion.value, in: strings)
        test = .equals(criterion.value, value)
    }

    func matches(_ span: Span) -> Bool {
        if hasField(span) { return true }
        switch criterion.place {
        case .nowhere: return false
        case .resource: return has(span.resource.attributes)
        case .anywhere:
            return has(span.attributes) || has(span.resource.attributes)
                || has(span.scope.attributes) || span.events.contains { has($0.attributes) }
                || span.links.contains { has($0.attributes) }
        }
    }

    /// Whether the field that the key means decides for the span.
    func hasField(_ span: Span) -> Bool {
        guard let field = criterion.field else { return false }
        return switch field {
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
            return test.accepts(attributes.stored(at: index), in: attributes.columns)
        }
    }
}
