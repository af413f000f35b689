extension TraceBuilder {
    /// Stores a value that is already in memory; decoders write stored values directly instead.
    package mutating func value(_ value: AttributeValue) -> StoredValue {
        switch value {
        case .empty: return .empty
        case .string(let text): return .string(strings.intern(text))
        case .bool(let value): return .bool(value)
        case .int(let value): return .int(value)
        case .double(let value): return .double(value)
        case .bytes(let bytes):
            return .bytes(bytes.withUnsafeBufferPointer { strings.intern($0) })
        case .array(let elements):
            var stored: [StoredValue] = []
            for element in elements { stored.append(self.value(element)) }
            return array(of: stored)
        case .map(let entries):
            var stored: [StoredAttribute] = []
            for entry in entries { stored.append(attribute(entry)) }
            return map(of: stored)
        }
    }

    /// Stores a key and a value that are already in memory.
    package mutating func attribute(_ attribute: Attribute) -> StoredAttribute {
        let key = strings.intern(attribute.key)
        return StoredAttribute(key: key, value: value(attribute.value))
    }
}
