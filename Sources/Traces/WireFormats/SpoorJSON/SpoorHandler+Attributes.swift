import TraceModel

/// Attributes: their values, the types that plain JSON does not tell, and those whose key came before.
extension SpoorHandler {
    /// The attributes of what is being read.
    mutating func withAttributes(_ change: (inout SpoorAttributes) -> Void) {
        if isInPart { change(&partAttributes) } else { change(&span.attributes) }
    }

    /// Hands a value to what it stands in.
    mutating func take(_ value: StoredValue) {
        switch context {
        case .valueArray: nested.add(key: 0, value)
        case .valueMap: nested.add(key: mapKeys.last ?? 0, value)
        case .types:
            let type = StoredAttribute(key: attributeKey, value: value)
            withAttributes { $0.types.append(type) }
        case .duplicate:
            let isType = field == .type
            withAttributes { attributes in
                let last = attributes.duplicates.count - 1
                if isType {
                    attributes.duplicates[last].type = value
                } else {
                    attributes.duplicates[last].value = value
                }
            }
        default:
            let attribute = StoredAttribute(key: attributeKey, value: value)
            withAttributes { $0.list.append(attribute) }
        }
    }

    mutating func duplicateString(_ text: UnsafeBufferPointer<UInt8>) {
        let index = builder.strings.intern(text)
        switch field {
        case .key: withAttributes { $0.duplicates[$0.duplicates.count - 1].key = index }
        case .value, .type: take(.string(index))
        case .unknown: break
        default: unexpected(text)
        }
    }

    /// The attributes in their order and of their types.
    mutating func resolved(_ attributes: SpoorAttributes) -> [StoredAttribute] {
        var list = attributes.list
        if !attributes.types.isEmpty {
            for (index, attribute) in list.enumerated() {
                guard let type = attributes.types.first(where: { $0.key == attribute.key }) else {
                    continue
                }
                list[index] = typed(attribute, as: type.value)
            }
        }
        for duplicate in attributes.duplicates.sorted(by: { $0.place < $1.place }) {
            let attribute = StoredAttribute(key: duplicate.key, value: duplicate.value)
            list.insert(
                typed(attribute, as: duplicate.type),
                at: min(duplicate.place, list.count)
            )
        }
        return list
    }

    private mutating func typed(
        _ attribute: StoredAttribute,
        as type: StoredValue
    ) -> StoredAttribute {
        StoredAttribute(key: attribute.key, value: typed(attribute.value, as: type))
    }

    private mutating func typed(_ value: StoredValue, as type: StoredValue) -> StoredValue {
        switch (type.variant, value.variant) {
        case (.empty, _): return value
        case (.string, _):
            if type.stringIndex == keys.double, let double = double(value) {
                return .double(double)
            }
            if type.stringIndex == keys.bytes, let bytes = bytes(value) { return bytes }
        case (.array, .array):
            let types = builder.elements(of: type)
            var elements = builder.elements(of: value)
            for index in elements.indices.prefix(types.count) {
                elements[index] = typed(elements[index], as: types[index])
            }
            return builder.array(of: elements)
        case (.map, .map):
            let types = builder.entries(of: type)
            var entries = builder.entries(of: value)
            for (index, entry) in entries.enumerated() {
                // In the same order, unless someone sorted both.
                let isInPlace = index < types.count && types[index].key == entry.key
                let type = isInPlace ? types[index] : types.first { $0.key == entry.key }
                if let type { entries[index] = typed(entry, as: type.value) }
            }
            return builder.map(of: entries)
        default: break
        }
        trouble("an attribute is not of the type that `attributeTypes` says")
        return value
    }

    private func double(_ value: StoredValue) -> Double? {
        if let index = value.stringIndex, value.variant == .string {
            return builder.strings.withBytes(at: index) { $0.double }
        }
        return value.doubleValue ?? value.intValue.map { Double($0) }
    }

    private mutating func bytes(_ value: StoredValue) -> StoredValue? {
        guard value.variant == .string, let index = value.stringIndex else { return nil }
        let bytes = builder.strings.withBytes(at: index) { Base64.decode($0) }
        return bytes.map { bytes in
            bytes.withUnsafeBufferPointer { .bytes(builder.strings.intern($0)) }
        }
    }
}
