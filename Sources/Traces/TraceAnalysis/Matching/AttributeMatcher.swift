import TraceModel

/// Tests spans for one attribute, wherever it stands: span, resource, scope, events or links.
///
/// Values compare by their canonical text. As in Jaeger's v2 memory store some keys mean fields: `error`
/// (true: the span failed, false: it did not, other values match nothing), `span.kind`, `span.status`,
/// `scope.name`, `scope.version`, and `resource.` before a key looks at the resource alone. The names that
/// the same fields have in Jaeger's JSON work too.
struct AttributeMatcher: Sendable {
    private enum Place: Sendable {
        case failed
        case kind
        case status
        case statusMessage
        case scopeName
        case scopeVersion
        case serviceName
        case eventName
        case resource
        case anywhere
    }

    private let place: Place
    private let key: TextTest
    private let value: TextTest
    private let text: String

    init(_ condition: AttributeCondition, in strings: StringTable) {
        let prefix = "resource."
        var name = condition.key
        switch name {
        case "error": place = .failed
        case "span.kind": place = .kind
        case "span.status", "otel.status_code": place = .status
        case "otel.status_description": place = .statusMessage
        case "scope.name", "otel.scope.name": place = .scopeName
        case "scope.version", "otel.scope.version": place = .scopeVersion
        case "service.name", "resource.service.name": place = .serviceName
        case "event": place = .eventName
        case _ where name.hasPrefix(prefix):
            place = .resource
            name = String(name.dropFirst(prefix.count))
        default: place = .anywhere
        }
        key = TextTest(name, in: strings)
        value = TextTest(condition.value, in: strings)
        text = condition.value
    }

    func matches(_ span: Span) -> Bool {
        switch place {
        case .failed: return Self.bool(text).map { $0 == span.isError } ?? false
        case .resource: return has(span.resource.attributes)
        case .kind: if SpanKind(name: text) == span.kind { return true }
        case .status: if Self.status(text) == span.statusCode { return true }
        case .statusMessage: if !text.isEmpty && span.statusMessage == text { return true }
        case .scopeName: if !text.isEmpty && span.scope.name == text { return true }
        case .scopeVersion: if !text.isEmpty && span.scope.version == text { return true }
        case .serviceName:
            if span.resource.hasServiceName && value.accepts(span.serviceIndex) { return true }
        case .eventName:
            if span.events.contains(where: { value.accepts($0.nameIndex) }) { return true }
        case .anywhere: break
        }
        return has(span.attributes) || has(span.resource.attributes)
            || has(span.scope.attributes) || span.events.contains { has($0.attributes) }
            || span.links.contains { has($0.attributes) }
    }

    private func has(_ attributes: AttributeList) -> Bool {
        attributes.indices.contains { index in
            guard key.accepts(attributes.keyIndex(at: index)) else { return false }
            let stored = attributes.stored(at: index)
            guard stored.variant == .string, let string = stored.stringIndex else {
                return attributes[index].value.canonicalString == text
            }
            return value.accepts(string)
        }
    }

    /// Go's `strconv.ParseBool`, which Jaeger reads the value with.
    private static func bool(_ text: String) -> Bool? {
        switch text {
        case "1", "t", "T", "true", "TRUE", "True": true
        case "0", "f", "F", "false", "FALSE", "False": false
        default: nil
        }
    }

    private static func status(_ text: String) -> StatusCode? {
        switch text.lowercased() {
        case "ok": .ok
        case "error": .error
        case "unset": .unset
        default: nil
        }
    }
}
