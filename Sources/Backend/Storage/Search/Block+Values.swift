import TraceModel

extension Block {
    /// A value of this block as it is read outside.
    func attributeValue(_ value: BlockValue) -> AttributeValue {
        switch value.variant {
        case .empty: return .empty
        case .string: return .string(strings.text(at: value.stringIndex))
        case .bytes: return .bytes(strings.withBytes(at: value.stringIndex) { Array($0) })
        case .bool: return .bool(value.payload != 0)
        case .int: return .int(Int64(bitPattern: value.payload))
        case .double: return .double(Double(bitPattern: value.payload))
        case .array: return .array(entries(of: value).map { attributeValue($0.value) })
        case .map:
            return .map(
                entries(of: value).map {
                    Attribute(key: strings.text(at: $0.key), value: attributeValue($0.value))
                }
            )
        }
    }

    private func entries(of value: BlockValue) -> [NestedEntry] {
        strings.withBytes(at: value.stringIndex, NestedEntry.entries(of:))
    }
}
