/// A field of spans that conditions name by a key, as if it were an attribute.
///
/// The keys are those of Jaeger's v2 memory store and, where a field has another name in Jaeger's JSON, that name too.
package enum AttributeField: Sendable, Hashable, CaseIterable {
    /// Whether the span failed; the value is a truth value as Go reads it.
    case error
    case kind
    case statusCode
    case statusMessage
    case scopeName
    case scopeVersion
    case serviceName
    /// The name of one of the span's events.
    case eventName

    /// The field that `key` means; nil for the key of an attribute.
    package init?(key: String) {
        guard let field = Self.byKey[key] else { return nil }
        self = field
    }

    package var keys: [String] {
        switch self {
        case .error: ["error"]
        case .kind: ["span.kind"]
        case .statusCode: ["span.status", "otel.status_code"]
        case .statusMessage: ["otel.status_description"]
        case .scopeName: ["scope.name", "otel.scope.name"]
        case .scopeVersion: ["scope.version", "otel.scope.version"]
        case .serviceName: ["service.name", "resource.service.name"]
        case .eventName: ["event"]
        }
    }

    /// Whether an attribute of the same key satisfies a condition as well.
    package var isAttributeToo: Bool {
        switch self {
        // What an attribute `error` says is part of whether the span failed.
        case .error: false
        case .kind, .statusCode, .statusMessage, .scopeName, .scopeVersion, .serviceName,
            .eventName:
            true
        }
    }

    /// What a span must be for its field to read as `text`; nil when no span's does.
    package func test(_ text: String) -> FieldTest? {
        switch self {
        case .error: GoBool.parse(text).map { .isError($0) }
        case .kind: SpanKind(name: text).map { .kind($0) }
        case .statusCode: StatusCode(name: text).map { .statusCode($0) }
        // What is empty is not set.
        case .statusMessage: text.isEmpty ? nil : .statusMessage
        case .scopeName: text.isEmpty ? nil : .scopeName
        case .scopeVersion: text.isEmpty ? nil : .scopeVersion
        case .serviceName: .serviceName
        case .eventName: .eventName
        }
    }

    private static let byKey = Dictionary(
        uniqueKeysWithValues: allCases.flatMap { field in field.keys.map { ($0, field) } }
    )
}
