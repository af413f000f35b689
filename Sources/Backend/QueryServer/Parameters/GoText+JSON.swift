import TraceModel
import WireFormats

extension GoText {
    /// As `json.Unmarshal` into a map from strings to strings, in the order sent.
    static func stringMap(_ text: String) throws(GoTextError) -> [AttributeCondition] {
        let document = try json(text, atEnd: "unexpected end of JSON input")
        switch document {
        case .null: return []
        case .object(let members):
            var conditions: [AttributeCondition] = []
            for member in members {
                switch member.value {
                case .string(let value):
                    conditions.append(AttributeCondition(key: member.key, value: value))
                case .null: conditions.append(AttributeCondition(key: member.key, value: ""))
                default: throw mismatch(member.value, wanted: "string")
                }
            }
            return conditions
        default: throw mismatch(document, wanted: "map[string]string")
        }
    }

    /// One JSON document; `atEnd` is the error for one that is cut off.
    static func json(_ text: String, atEnd: String) throws(GoTextError) -> JSONValue {
        do { return try JSONValue(parsing: text.utf8) } catch {
            let blank: (UInt8) -> Bool = { [0x20, 0x09, 0x0A, 0x0D].contains($0) }
            guard let first = text.utf8.drop(while: blank).first else {
                throw GoTextError(text: atEnd)
            }
            let starts = Set("{[\"-0123456789tfn".utf8)
            if !starts.contains(first) {
                let start = text.drop { $0.isWhitespace }.unicodeScalars.prefix(1)
                throw GoTextError(
                    text: "invalid character '\(String(start))' looking for beginning of value"
                )
            }
            if error.offset >= text.utf8.count { throw GoTextError(text: atEnd) }
            throw GoTextError(text: error.description)
        }
    }

    private static func mismatch(_ value: JSONValue, wanted: String) -> GoTextError {
        let kind =
            switch value {
            case .null: "null"
            case .bool: "bool"
            case .int, .double: "number"
            case .string: "string"
            case .array: "array"
            case .object: "object"
            }
        return GoTextError(text: "json: cannot unmarshal \(kind) into Go value of type \(wanted)")
    }
}
