/// The place of a key and value among the distinct ones of a ``SpanColumns``.
package typealias AttributeIndex = UInt32

/// Keys and values, each pair once: three columns, and a hash table over them while they grow.
package struct DistinctAttributes: Sendable {
    package private(set) var keys: [StringIndex] = []
    private var variants: [UInt8] = []
    private var payloads: [UInt64] = []
    /// Of the attribute in a slot, index + 1 above 32 bits of its hash, 0 if free; the count is a power of two, or 0 before the
    /// first.
    private var slots: [UInt64] = []
    private let seed = SeededHash.processSeed

    package init() {}

    package var count: Int { keys.count }

    /// Bytes of the hash table, which only growing needs.
    var tableByteCount: Int { slots.count * MemoryLayout<UInt64>.stride }

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
        intern(attribute, hash: hash(attribute))
    }

    /// The index here of each attribute of a list, given new ones in its order if they were not seen before.
    mutating func intern(allOf attributes: [StoredAttribute]) -> [AttributeIndex] {
        guard !slots.isEmpty else { return attributes.map { intern($0) } }
        let hashes = attributes.map { hash($0) }
        // One after the other, what is far away in memory would be waited for each time; here the reads overlap.
        let mask = slots.count - 1
        let entries = hashes.map { slots[Int($0) & mask] }
        return attributes.indices.map { place in
            let known = Int(entries[place] >> 32) - 1
            if UInt32(truncatingIfNeeded: entries[place]) == hashes[place], known >= 0,
                isEqual(known, attributes[place])
            {
                return AttributeIndex(known)
            }
            return intern(attributes[place], hash: hashes[place])
        }
    }

    @inline(__always)
    private mutating func intern(_ attribute: StoredAttribute, hash: UInt32) -> AttributeIndex {
        if keys.count &* 4 >= slots.count &* 3 { grow() }
        let mask = slots.count - 1
        var slot = Int(hash) & mask
        while slots[slot] != 0 {
            let entry = slots[slot]
            let index = Int(entry >> 32) - 1
            if UInt32(truncatingIfNeeded: entry) == hash, isEqual(index, attribute) {
                return AttributeIndex(index)
            }
            slot = (slot &+ 1) & mask
        }
        keys.append(attribute.key)
        variants.append(attribute.value.variant.rawValue)
        payloads.append(attribute.value.payload)
        slots[slot] = UInt64(keys.count) << 32 | UInt64(hash)
        return AttributeIndex(keys.count - 1)
    }

    @inline(__always)
    private func isEqual(_ index: Int, _ attribute: StoredAttribute) -> Bool {
        payloads[index] == attribute.value.payload && keys[index] == attribute.key
            && variants[index] == attribute.value.variant.rawValue
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

    @inline(__always)
    private func hash(_ attribute: StoredAttribute) -> UInt32 {
        UInt32(
            truncatingIfNeeded: SeededHash.hash(
                UInt64(attribute.key) << 8 | UInt64(attribute.value.variant.rawValue),
                attribute.value.payload,
                seed: seed
            )
        )
    }

    private mutating func grow() {
        var size = max(slots.count * 2, 64)
        while size < keys.count * 2 { size *= 2 }
        var larger = [UInt64](repeating: 0, count: size)
        let mask = size - 1
        func enter(_ entry: UInt64) {
            var slot = Int(UInt32(truncatingIfNeeded: entry)) & mask
            while larger[slot] != 0 { slot = (slot &+ 1) & mask }
            larger[slot] = entry
        }
        if slots.isEmpty {
            for index in keys.indices {
                enter(UInt64(index + 1) << 32 | UInt64(hash(self[AttributeIndex(index)])))
            }
        } else {
            for entry in slots where entry != 0 { enter(entry) }
        }
        slots = larger
    }
}
