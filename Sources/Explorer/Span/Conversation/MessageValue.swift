import TraceModel
import WireFormats

/// Values that hold messages: maps and arrays of the trace, or a text with their JSON.
enum MessageValue {
    /// More than this is not taken apart while somebody waits.
    private static let mostBytes = 1 << 20

    /// The value with JSON read; a text that is none is itself; nil for more than is laid out.
    static func read(_ value: AttributeValue) -> AttributeValue? {
        guard case .string(let text) = value else { return value }
        guard text.utf8.count <= mostBytes else { return nil }
        guard let first = text.utf8.first(where: { $0 > 0x20 }),
            first == UInt8(ascii: "[") || first == UInt8(ascii: "{"),
            let json = try? JSONValue(parsing: text.utf8)
        else { return value }
        return AttributeValue(json)
    }
}

extension AttributeValue {
    fileprivate init(_ json: JSONValue) {
        self =
            switch json {
            case .null: .empty
            case .bool(let value): .bool(value)
            case .int(let value): .int(value)
            case .double(let value): .double(value)
            case .string(let text): .string(text)
            case .array(let elements): .array(elements.map { AttributeValue($0) })
            case .object(let members):
                .map(members.map { Attribute(key: $0.key, value: AttributeValue($0.value)) })
            }
    }
}
