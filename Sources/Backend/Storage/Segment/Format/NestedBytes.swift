import TraceModel

/// Values of any type as bytes that need nothing else: how a segment holds arrays, maps, and what stands in events and links.
///
/// A byte for the type, then: nothing; a byte for a truth value; eight bytes for a number; a counted text or bytes; or, of arrays
/// and maps, how many entries follow, each a counted key and a value.
enum NestedBytes {
    /// Deeper lists are damaged: no receiver takes them.
    static let mostDepth = 512

    /// Appends a value of a block.
    static func append(_ value: BlockValue, of block: Block, to out: inout ByteWriter) {
        out.append(value.variant.rawValue)
        switch value.variant {
        case .empty: break
        case .bool: out.append(UInt8(truncatingIfNeeded: value.payload))
        case .int, .double: out.append(value.payload)
        case .string, .bytes:
            block.strings.withBytes(at: value.stringIndex) { out.appendCounted($0) }
        case .array, .map: appendEntries(of: value, of: block, to: &out)
        }
    }

    /// Appends the entries of an array or a map.
    static func appendEntries(of value: BlockValue, of block: Block, to out: inout ByteWriter) {
        let entries = block.strings.withBytes(at: value.stringIndex, NestedEntry.entries(of:))
        out.appendVariable(UInt64(entries.count))
        for entry in entries {
            block.strings.withBytes(at: entry.key) { out.appendCounted($0) }
            append(entry.value, of: block, to: &out)
        }
    }

    /// Reads a value; nil if there is none.
    static func value(_ reader: inout ByteReader, depth: Int = 0) -> AttributeValue? {
        guard let variant = reader.byte().flatMap({ StoredValue.Variant(rawValue: $0) }) else {
            return nil
        }
        switch variant {
        case .empty: return .empty
        case .bool: return reader.byte().map { .bool($0 != 0) }
        case .int: return reader.word().map { .int(Int64(bitPattern: $0)) }
        case .double: return reader.word().map { .double(Double(bitPattern: $0)) }
        case .string: return reader.text().map { .string($0) }
        case .bytes: return reader.counted().map { .bytes(Array($0)) }
        case .array, .map: return list(variant, &reader, depth: depth)
        }
    }

    /// Reads the entries of an array or a map.
    static func list(
        _ variant: StoredValue.Variant,
        _ reader: inout ByteReader,
        depth: Int = 0
    ) -> AttributeValue? {
        guard depth < mostDepth, let count = reader.count() else { return nil }
        var entries: [Attribute] = []
        for _ in 0..<count {
            guard let key = reader.text(), let value = value(&reader, depth: depth + 1) else {
                return nil
            }
            entries.append(Attribute(key: key, value: value))
        }
        return variant == .array ? .array(entries.map(\.value)) : .map(entries)
    }
}
