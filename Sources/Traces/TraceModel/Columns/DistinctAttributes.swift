/// The place of a key and value among the distinct ones of a ``SpanColumns``.
package typealias AttributeIndex = UInt32

/// Keys and values, each pair once: three columns, and a hash table over them while they grow.
package struct DistinctAttributes: Sendable {
    package private(set) var keys: [StringIndex] = []
    private var variants: [UInt8] = []
    private var payloads: [UInt64] = []
    /// Index + 1 of the attribute in a slot, 0 if free; the count is a power of two, or 0 before the first.
    private var slots: [UInt32] = []
    private let seed = SeededHash.processSeed

    package init() {}

    package var count: Int { keys.count }

    /// Bytes of the hash table, which only growing needs.
    var tableByteCount: Int { slots.count * 4 }

    /// The attribute at `index`.
    package subscript(index: AttributeIndex) -> StoredAttribute {
        StoredAttribute(key: keys[Int(index)], value: value(at: index))
    }

    /// The value at `index`.
    package func value(at index: AttributeIndex) -> StoredValue {
        StoredValue(
            StoredValue.Variant(rawValue: variants[Int(index)]) ?? .empty,
            payloads[Int(index)]
        )
    }

    /// The index of `attribute`, given a new one if it was not seen before.
    package mutating func intern(_ attribute: StoredAttribute) -> AttributeIndex {
        if keys.count &* 2 >= slots.count { grow() }
        let variant = attribute.value.variant.rawValue
        let payload = attribute.value.payload
        let mask = slots.count - 1
        var slot = hash(attribute.key, variant, payload) & mask
        while slots[slot] != 0 {
            let index = Int(slots[slot]) - 1
            if payloads[index] == payload && keys[index] == attribute.key
                && variants[index] == variant
            {
                return AttributeIndex(index)
            }
            slot = (slot &+ 1) & mask
        }
        keys.append(attribute.key)
        variants.append(variant)
        payloads.append(payload)
        slots[slot] = UInt32(keys.count)
        return AttributeIndex(keys.count - 1)
    }

    /// Appends `attribute` without looking whether it is there already; nothing is interned any more.
    mutating func append(_ attribute: StoredAttribute) -> AttributeIndex {
        slots = []
        keys.append(attribute.key)
        variants.append(attribute.value.variant.rawValue)
        payloads.append(attribute.value.payload)
        return AttributeIndex(keys.count - 1)
    }

    /// Exchanges the value of an attribute.
    mutating func replace(_ index: AttributeIndex, value: StoredValue) {
        slots = []
        variants[Int(index)] = value.variant.rawValue
        payloads[Int(index)] = value.payload
    }

    /// Frees the hash table.
    mutating func finish() { slots = [] }

    private func hash(_ key: StringIndex, _ variant: UInt8, _ payload: UInt64) -> Int {
        Int(
            truncatingIfNeeded: SeededHash.hash(
                UInt64(key) << 8 | UInt64(variant),
                payload,
                seed: seed
            )
        )
    }

    private mutating func grow() {
        let size = max(slots.count * 4, 64)
        let mask = size - 1
        var larger = [UInt32](repeating: 0, count: size)
        for index in keys.indices {
            var slot = hash(keys[index], variants[index], payloads[index]) & mask
            while larger[slot] != 0 { slot = (slot &+ 1) & mask }
            larger[slot] = UInt32(index + 1)
        }
        slots = larger
    }
}
