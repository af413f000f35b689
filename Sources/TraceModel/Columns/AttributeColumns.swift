/// Keys and values of all attributes of an answer, side by side; owners hold ranges of rows.
///
/// 13 bytes a row. Elements of arrays have the empty key.
struct AttributeColumns: Sendable {
    private(set) var keys: [StringIndex] = []
    private(set) var variants: [UInt8] = []
    private(set) var payloads: [UInt64] = []

    var count: Int { keys.count }

    var byteCount: Int { keys.count * 13 }

    /// Appends `attributes` as one run.
    mutating func append(_ attributes: some Collection<StoredAttribute>) -> AttributeRange {
        guard !attributes.isEmpty else { return .none }
        let start = keys.count
        precondition(start + attributes.count < Int(UInt32.max), "more than 4 billion attributes")
        for attribute in attributes {
            keys.append(attribute.key)
            variants.append(attribute.value.variant.rawValue)
            payloads.append(attribute.value.payload)
        }
        return AttributeRange(start: UInt32(start), count: UInt32(attributes.count))
    }

    func key(at row: Int) -> StringIndex { keys[row] }

    func value(at row: Int) -> StoredValue {
        StoredValue(StoredValue.Variant(rawValue: variants[row]) ?? .empty, payloads[row])
    }
}
