import TraceModel

/// Tests what a key of attributes means where it means a field, in other ways than by equality.
///
/// What is not set passes no test, and neither does what is empty.
struct FieldMatcher {
    private let field: AttributeField
    private let test: ValueTest
    private let strings: StringTable
    private var texts = Verdicts()

    init(_ field: AttributeField, _ test: ValueTest, in strings: StringTable) {
        self.field = field
        self.test = test
        self.strings = strings
    }

    mutating func matches(_ span: Span) -> Bool {
        switch field {
        case .error:
            if case .exists = test { return span.isError }
            return test.accepts(word: span.isError ? "true" : "false")
        case .kind: return span.kind != .unspecified && test.accepts(word: span.kind.name)
        case .statusCode:
            return span.statusCode != .unset && test.accepts(word: span.statusCode.word)
        case .statusMessage: return accepts(span.statusMessageIndex)
        case .scopeName: return accepts(span.scope.nameIndex)
        case .scopeVersion: return accepts(span.scope.versionIndex)
        case .serviceName: return span.resource.hasServiceName && accepts(span.serviceIndex)
        case .eventName:
            for event in span.events where accepts(event.nameIndex) { return true }
            return false
        }
    }

    private mutating func accepts(_ index: StringIndex) -> Bool {
        guard index != 0 else { return false }
        if let known = texts[Int(index)] { return known }
        let answer = test.accepts(textAt: index, in: strings)
        texts[Int(index)] = answer
        return answer
    }
}
