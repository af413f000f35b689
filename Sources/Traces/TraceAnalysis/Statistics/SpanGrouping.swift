import TraceModel

/// What the spans of a trace are grouped by.
package enum SpanGrouping: Sendable, Hashable {
    case service, operation, kind, status, error, scope
    /// An attribute of the span, or else of its resource.
    case attribute(String)

    /// Those that are not attributes, in the order in which they are offered.
    package static let fields: [SpanGrouping] = [
        .service, .operation, .kind, .status, .error, .scope,
    ]

    /// Marks a key as that of an attribute, whatever else it could mean.
    private static let attributePrefix = "tag."

    /// Reads a word of ``fields``, the key of a field as queries know it, or the key of an attribute, which `tag.` may precede;
    /// nil for an empty text.
    package init?(_ text: String) {
        if let field = Self.fields.first(where: { $0.name == text }) {
            self = field
            return
        }
        if text.hasPrefix(Self.attributePrefix) {
            self = .attribute(String(text.dropFirst(Self.attributePrefix.count)))
        } else {
            switch AttributeField(key: text) {
            case .serviceName: self = .service
            case .kind: self = .kind
            case .statusCode: self = .status
            case .error: self = .error
            case .scopeName: self = .scope
            case .statusMessage, .scopeVersion, .eventName, nil: self = .attribute(text)
            }
        }
        if self == .attribute("") { return nil }
    }

    /// As it is typed.
    package var name: String {
        switch self {
        case .service: return "service"
        case .operation: return "operation"
        case .kind: return "kind"
        case .status: return "status"
        case .error: return "error"
        case .scope: return "scope"
        case .attribute(let key):
            let isAmbiguous =
                key.hasPrefix(Self.attributePrefix) || AttributeField(key: key) != nil
                || Self.fields.contains { $0.name == key }
            return isAmbiguous ? Self.attributePrefix + key : key
        }
    }
}
