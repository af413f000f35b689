import TraceModel

extension OTLPProtobufDecoder {
    /// Reads a `KeyValue`, or recognises its bytes; `number` is its place in the list, for errors.
    @inline(__always)
    mutating func attributeIndex(
        _ cursor: inout ProtobufCursor,
        number: Int
    ) throws(ProtobufError) -> AttributeIndex {
        let place = keyValues.place(of: try cursor.lengthDelimited())
        if let known = place.known {
            if !cutAttributes.isEmpty, cutAttributes.contains(known) { hasCut = true }
            return known
        }
        return try newAttribute(cursor, place, number: number)
    }

    mutating func attribute(
        _ cursor: inout ProtobufCursor,
        number: Int
    ) throws(ProtobufError) -> StoredAttribute {
        builder.attribute(at: try attributeIndex(&cursor, number: number))
    }

    @inline(never)
    private mutating func newAttribute(
        _ cursor: ProtobufCursor,
        _ place: KeyValueTable.Place,
        number: Int
    ) throws(ProtobufError) -> AttributeIndex {
        let attribute: StoredAttribute
        let cutBefore = valuesCut
        do { attribute = try keyValue(cursor.nested(place.range), depth: 0) } catch {
            throw error.within("attributes[\(number)]")
        }
        note(attribute.key)
        let index = builder.intern(attribute)
        keyValues.insert(index, at: place)
        if valuesCut > cutBefore {
            cutAttributes.insert(index)
            hasCut = true
        }
        return index
    }

    private mutating func keyValue(
        _ message: ProtobufCursor,
        depth: Int
    ) throws(ProtobufError) -> StoredAttribute {
        typealias Tag = OTLPTag.KeyValue
        var key: StringIndex = 0
        var value = StoredValue.empty
        var cursor = message
        while !cursor.isAtEnd {
            let tag = try cursor.varint()
            switch tag {
            case Tag.key: key = text(cursor, try cursor.lengthDelimited())
            case Tag.value:
                let range = try cursor.lengthDelimited()
                do { value = try anyValue(cursor.nested(range), depth: depth) } catch {
                    throw error.within("value")
                }
            default: try cursor.skip(tag, known: Tag.known)
            }
        }
        return StoredAttribute(key: key, value: value)
    }

    private mutating func anyValue(
        _ message: ProtobufCursor,
        depth: Int
    ) throws(ProtobufError) -> StoredValue {
        typealias Tag = OTLPTag.AnyValue
        var value = StoredValue.empty
        var cursor = message
        while !cursor.isAtEnd {
            let tag = try cursor.varint()
            switch tag {
            case Tag.string: value = .string(text(cursor, try cursor.lengthDelimited()))
            case Tag.bool: value = .bool(try cursor.varint() != 0)
            case Tag.int: value = .int(Int64(bitPattern: try cursor.varint()))
            case Tag.double: value = .double(Double(bitPattern: try cursor.fixed64()))
            case Tag.bytesValue: value = .bytes(text(cursor, try cursor.lengthDelimited()))
            case Tag.array, Tag.map:
                let range = try cursor.lengthDelimited()
                guard depth < Self.deepestValue else {
                    valuesCut += 1
                    value = .empty
                    continue
                }
                if tag == Tag.array {
                    value = try array(cursor.nested(range), depth: depth + 1)
                } else {
                    value = try map(cursor.nested(range), depth: depth + 1)
                }
            default: try cursor.skip(tag, known: Tag.known)
            }
        }
        return value
    }

    private mutating func array(
        _ message: ProtobufCursor,
        depth: Int
    ) throws(ProtobufError) -> StoredValue {
        typealias Tag = OTLPTag.List
        var elements: [StoredValue] = []
        try message.each(Tag.values, of: "array_value.values", known: Tag.known) {
            element throws(ProtobufError) in
            elements.append(try anyValue(element, depth: depth))
        }
        return builder.array(of: elements)
    }

    private mutating func map(
        _ message: ProtobufCursor,
        depth: Int
    ) throws(ProtobufError) -> StoredValue {
        typealias Tag = OTLPTag.List
        var entries: [StoredAttribute] = []
        try message.each(Tag.values, of: "kvlist_value.values", known: Tag.known) {
            entry throws(ProtobufError) in
            entries.append(try keyValue(entry, depth: depth))
        }
        return builder.map(of: entries)
    }
}
