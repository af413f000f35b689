package import TraceModel

/// Pieces of the model, straight from the columns.
extension JSONWriter {
    /// The text at `index`, without making a `String`.
    package mutating func string(_ index: StringIndex, of strings: StringTable) {
        strings.withBytes(at: index) { string(utf8: $0) }
    }

    /// The bytes at `index` as Base64.
    package mutating func base64(_ index: StringIndex, of strings: StringTable) {
        strings.withBytes(at: index) { base64($0) }
    }

    /// 16 hexadecimal digits, or the text of an id that is one.
    package mutating func hex(_ id: SpanID) {
        if let text = id.text { return string(text.written) }
        hexNumber(id)
    }

    /// 16 hexadecimal digits, which are a hash of an id that is a text.
    mutating func hexNumber(_ id: SpanID) {
        string { $0.append(hex: id.value) }
    }

    /// 32 hexadecimal digits, or the text of an id that is one.
    package mutating func hex(_ id: TraceID) {
        if let text = id.text { return string(text.written) }
        hexNumber(id)
    }

    /// 32 hexadecimal digits, which are a hash of an id that is a text.
    mutating func hexNumber(_ id: TraceID) {
        string {
            $0.append(hex: id.high)
            $0.append(hex: id.low)
        }
    }

    /// 16 digits when the high half is zero, else 32, as Jaeger's JSON has it.
    package mutating func jaegerHex(_ id: TraceID) {
        if let text = id.text { return string(text.written) }
        string {
            if id.high != 0 { $0.append(hex: id.high) }
            $0.append(hex: id.low)
        }
    }

    /// A double, with words for what JSON has no number for; `plus` is the sign of positive infinity.
    package mutating func double(_ value: Double, infinity: String, plus: String = "") {
        if value.isFinite {
            number(value)
        } else if value.isNaN {
            string("NaN")
        } else {
            string((value < 0 ? "-" : plus) + infinity)
        }
    }

    /// An attribute as plain JSON: arrays as arrays, maps as objects, bytes as Base64; see ``double(_:infinity:plus:)``.
    package mutating func plainValue(
        _ attributes: AttributeList,
        at index: Int,
        infinity: String = "Infinity",
        plus: String = ""
    ) {
        let stored = attributes.stored(at: index)
        let strings = attributes.columns.strings
        switch stored.variant {
        case .empty: null()
        case .string: string(stored.stringIndex ?? 0, of: strings)
        case .bytes: base64(stored.stringIndex ?? 0, of: strings)
        case .bool: bool(stored.boolValue ?? false)
        case .int: number(stored.intValue ?? 0)
        case .double: double(stored.doubleValue ?? 0, infinity: infinity, plus: plus)
        case .array:
            beginArray()
            let children = attributes.children(at: index)
            for child in children.indices {
                plainValue(children, at: child, infinity: infinity, plus: plus)
            }
            endArray()
        case .map:
            beginObject()
            let children = attributes.children(at: index)
            for child in children.indices {
                strings.withBytes(at: children.keyIndex(at: child)) { key(utf8: $0) }
                plainValue(children, at: child, infinity: infinity, plus: plus)
            }
            endObject()
        }
    }
}
