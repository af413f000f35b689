/// What a condition on an attribute asks of a span: a field, an attribute in some places, or one of both.
///
/// The one reading of key and value that ``AttributeCondition`` has. Code that tests spans does what it says, so that
/// all of them agree on which key means which field.
package struct AttributeCriterion: Sendable, Equatable {
    /// Where attributes count.
    package enum Place: Sendable, Equatable {
        /// The field decides alone.
        case nowhere
        /// At the resource.
        case resource
        /// At the span, its resource, its scope, its events and its links.
        case anywhere
    }

    /// The field that satisfies the condition; nil when there is none, or none can have the value.
    package var field: FieldTest?
    package var place: Place
    /// Of the attribute, without the prefix that told its place.
    package var key: String
    /// The text of the value, of an attribute or of a field.
    package var value: String

    /// `resource.` before a key looks at the resource alone, except where all of it is the key of a field.
    package init(_ condition: AttributeCondition) {
        key = condition.key
        value = condition.value
        if let field = AttributeField(key: condition.key) {
            self.field = field.test(condition.value)
            place = field.isAttributeToo ? .anywhere : .nowhere
        } else if key.hasPrefix(Self.resourcePrefix) {
            key.removeFirst(Self.resourcePrefix.count)
            place = .resource
        } else {
            place = .anywhere
        }
    }

    private static let resourcePrefix = "resource."
}

/// A field of a span and the value it must have; where that is a text it is the condition's, byte by byte.
package enum FieldTest: Sendable, Hashable {
    case isError(Bool)
    case kind(SpanKind)
    case statusCode(StatusCode)
    case statusMessage
    case scopeName
    case scopeVersion
    /// A span without a service has none, not even an empty one.
    case serviceName
    /// Of one of the events.
    case eventName
}
