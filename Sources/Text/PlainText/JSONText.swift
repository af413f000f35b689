package import TraceModel

/// Attribute values as JSON and as plain text for people.
package enum JSONText {
    /// A value as JSON on one line; what JSON cannot say stands as a string.
    package static func line(_ value: AttributeValue) -> String {
        switch value {
        case .empty: "null"
        case .string(let text): JSONString.quoted(text)
        case .bool(let value): "\(value)"
        case .int(let value): "\(value)"
        case .double(let value): value.isFinite ? number(value) : JSONString.quoted(number(value))
        case .bytes(let bytes): JSONString.quoted(Base64.text(of: bytes))
        case .array(let values): "[" + values.map(line).joined(separator: ",") + "]"
        case .map(let entries):
            "{"
                + entries.map { JSONString.quoted($0.key) + ":" + line($0.value) }.joined(
                    separator: ","
                ) + "}"
        }
    }

    /// A value as a person reads it: text as it is, the rest as JSON.
    package static func plain(_ value: AttributeValue) -> String {
        switch value {
        case .empty: ""
        case .string(let text): text
        case .double(let value): number(value)
        case .bytes(let bytes): Base64.text(of: bytes)
        case .bool, .int, .array, .map: line(value)
        }
    }

    private static func number(_ value: Double) -> String {
        if value.isNaN { return "NaN" }
        if value.isInfinite { return value > 0 ? "+Inf" : "-Inf" }
        let text = "\(value)"
        return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
    }
}
