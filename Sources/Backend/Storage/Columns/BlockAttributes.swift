import TraceModel

/// The distinct attributes of the block being written.
///
/// Payloads are those of ``StoredValue``, but for arrays and maps, whose payload is the index of a string:
/// their entries as ``NestedEntry`` records, so that equal lists are one string and one attribute.
struct BlockAttributes: ~Copyable {
    private var keys = GrowingColumn<StringIndex>()
    private var variants = GrowingColumn<UInt8>()
    private var payloads = GrowingColumn<UInt64>()
    private var slots = HashSlots()

    var count: Int { keys.count }
    var usedBytes: Int { keys.count * 13 }
    var heldTableBytes: Int { slots.heldBytes }

    /// The index of an attribute, given a new one if it was not seen before.
    mutating func intern(key: StringIndex, value: BlockValue) -> AttributeIndex {
        let hash = SeededHash.hash(
            UInt64(key) << 8 | UInt64(value.variant.rawValue),
            value.payload,
            seed: slots.seed
        )
        var probe = slots.probe(hash)
        while let index = slots.candidate(&probe) {
            if payloads[index] == value.payload && keys[index] == key
                && variants[index] == value.variant.rawValue
            {
                return AttributeIndex(index)
            }
        }
        let index = keys.count
        keys.append(key)
        variants.append(value.variant.rawValue)
        payloads.append(value.payload)
        slots.insert(index, at: probe)
        return AttributeIndex(index)
    }

    func view() -> AttributesView {
        AttributesView(keys: keys.view(), variants: variants.view(), payloads: payloads.view())
    }
}

/// The distinct attributes of a block as readers see them.
struct AttributesView: Sendable {
    let keys: ColumnView<StringIndex>
    let variants: ColumnView<UInt8>
    let payloads: ColumnView<UInt64>

    var count: Int { keys.count }
    var heldBytes: Int { keys.heldBytes + variants.heldBytes + payloads.heldBytes }

    func value(at index: AttributeIndex) -> BlockValue {
        BlockValue(
            variant: StoredValue.Variant(rawValue: variants[Int(index)]) ?? .empty,
            payload: payloads[Int(index)]
        )
    }
}

/// A value as a block holds it.
struct BlockValue {
    var variant: StoredValue.Variant
    var payload: UInt64

    var stringIndex: StringIndex { StringIndex(truncatingIfNeeded: payload) }
    var isList: Bool { variant == .array || variant == .map }
}

/// One entry of an array or map as its string holds it: key, variant and payload in 13 bytes.
struct NestedEntry {
    var key: StringIndex
    var value: BlockValue

    static let byteCount = 13

    func append(to bytes: inout [UInt8]) {
        withUnsafeBytes(of: key) { bytes.append(contentsOf: $0) }
        bytes.append(value.variant.rawValue)
        withUnsafeBytes(of: value.payload) { bytes.append(contentsOf: $0) }
    }

    /// The entries that `bytes` hold.
    static func entries(of bytes: UnsafeBufferPointer<UInt8>) -> [NestedEntry] {
        let raw = UnsafeRawBufferPointer(bytes)
        return stride(from: 0, to: raw.count, by: byteCount).map { offset in
            let variant = StoredValue.Variant(rawValue: raw[offset + 4]) ?? .empty
            let payload = raw.loadUnaligned(fromByteOffset: offset + 5, as: UInt64.self)
            return NestedEntry(
                key: raw.loadUnaligned(fromByteOffset: offset, as: StringIndex.self),
                value: BlockValue(variant: variant, payload: payload)
            )
        }
    }
}
