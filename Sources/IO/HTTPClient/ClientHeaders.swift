/// Header fields of a request or a response, in their order, duplicates kept.
///
/// Names compare without regard to case (RFC 9110 §5.1).
package struct ClientHeaders: Sendable, Hashable, ExpressibleByDictionaryLiteral {
    /// One header field; a credential does not show its value when printed.
    package struct Field: Sendable, Hashable, CustomStringConvertible, CustomDebugStringConvertible
    {
        package var name: String
        package var value: String
        /// Whether it belongs to one origin alone, so that no redirect carries it elsewhere.
        package var isSensitive: Bool

        /// Makes a field; `Authorization`, `Cookie` and `Proxy-Authorization` are always sensitive.
        package init(name: String, value: String, isSensitive: Bool = false) {
            self.name = name
            self.value = value
            let known = ["authorization", "cookie", "proxy-authorization"]
            self.isSensitive = isSensitive || known.contains(name.lowercased())
        }

        package var description: String { "\(name): \(isSensitive ? "…" : value)" }
        package var debugDescription: String { description }
    }

    package private(set) var fields: [Field] = []

    package init(_ fields: [Field] = []) { self.fields = fields }

    package init(dictionaryLiteral elements: (String, String)...) {
        fields = elements.map { Field(name: $0.0, value: $0.1) }
    }

    /// The first value of a name.
    package subscript(name: String) -> String? { values(name).first }

    /// Every value of a name, in order.
    package func values(_ name: String) -> [String] {
        let wanted = name.lowercased()
        return fields.filter { $0.name.lowercased() == wanted }.map(\.value)
    }

    package mutating func append(_ name: String, _ value: String, isSensitive: Bool = false) {
        fields.append(Field(name: name, value: value, isSensitive: isSensitive))
    }

    /// Puts one value in the place of all values of a name.
    package mutating func set(_ name: String, _ value: String, isSensitive: Bool = false) {
        let wanted = name.lowercased()
        fields.removeAll { $0.name.lowercased() == wanted }
        append(name, value, isSensitive: isSensitive)
    }

    /// The same without what belongs to one origin alone.
    var withoutCredentials: ClientHeaders { ClientHeaders(fields.filter { !$0.isSensitive }) }

    var hasCredentials: Bool { fields.contains(where: \.isSensitive) }

    /// The name of the first field that would not stay one field on the wire (RFC 9110 §5.5).
    var malformedName: String? {
        fields.first { field in
            field.name.isEmpty
                || field.name.utf8.contains { $0 <= 0x20 || $0 >= 0x7F || $0 == UInt8(ascii: ":") }
                || field.value.utf8.contains { ($0 < 0x20 && $0 != 0x09) || $0 == 0x7F }
        }?.name
    }
}
