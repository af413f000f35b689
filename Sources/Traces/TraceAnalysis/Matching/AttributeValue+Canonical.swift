package import TraceModel

extension AttributeValue {
    /// The text that queries compare, as Jaeger's stores do (`pcommon.Value.AsString` of the Collector).
    ///
    /// Strings as they are, `true` and `false`, decimal integers, the shortest digits of a double without
    /// exponent where that is readable, base64 of bytes, compact JSON with sorted keys of arrays and maps.
    package var canonicalString: String {
        switch self {
        case .empty: return ""
        case .string(let text): return text
        case .bool(let value): return value ? "true" : "false"
        case .int(let value): return String(value)
        case .double(let value): return DecimalText.text(of: value)
        case .bytes(let bytes): return Base64.text(of: bytes)
        case .array, .map:
            var json = CanonicalJSON()
            json.append(self)
            return json.text
        }
    }
}

/// JSON as Go's `encoding/json` writes it: no blanks, keys sorted, `<`, `>` and `&` escaped.
private struct CanonicalJSON {
    private(set) var text = ""

    mutating func append(_ value: AttributeValue) {
        switch value {
        case .empty: text += "null"
        case .string(let string): append(quoted: string)
        case .bytes(let bytes): append(quoted: Base64.text(of: bytes))
        case .double(let number) where !number.isFinite:
            append(quoted: DecimalText.text(of: number))
        case .bool, .int, .double: text += value.canonicalString
        case .array(let elements):
            text += "["
            for (index, element) in elements.enumerated() {
                if index > 0 { text += "," }
                append(element)
            }
            text += "]"
        case .map(let entries):
            text += "{"
            let sorted = entries.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }
            for (index, entry) in sorted.enumerated() {
                if index > 0 { text += "," }
                append(quoted: entry.key)
                text += ":"
                append(entry.value)
            }
            text += "}"
        }
    }

    private mutating func append(quoted string: String) {
        text += JSONString.quoted(string, .html)
    }
}
