/// The attributes of one owner, in the order received, duplicate keys kept.
package struct AttributeList: RandomAccessCollection, Sendable {
    package let columns: SpanColumns
    private let rows: Range<Int>
    private let isNested: Bool

    package init(columns: SpanColumns, rows: Range<Int>, isNested: Bool = false) {
        self.columns = columns
        self.rows = rows
        self.isNested = isNested
    }

    package var startIndex: Int { 0 }
    package var endIndex: Int { rows.count }

    package subscript(index: Int) -> Attribute {
        Attribute(
            key: columns.strings[keyIndex(at: index)],
            value: columns.value(of: stored(at: index))
        )
    }

    /// The key as an index of the string table, for comparing many.
    package func keyIndex(at index: Int) -> StringIndex {
        let row = rows.lowerBound + index
        return isNested ? columns.nested.key(at: row) : columns.attributes.key(at: row)
    }

    /// The value as the columns hold it, without copying text.
    package func stored(at index: Int) -> StoredValue {
        let row = rows.lowerBound + index
        return isNested ? columns.nested.value(at: row) : columns.attributes.value(at: row)
    }

    /// The key and value as one number: its place among the distinct attributes of the columns.
    ///
    /// Not for the entries of arrays and maps, which are numbered apart.
    package func attributeIndex(at index: Int) -> AttributeIndex {
        columns.attributes.rows[rows.lowerBound + index]
    }

    /// The entries of an array or map value; empty for any other.
    package func children(at index: Int) -> AttributeList {
        columns.entries(of: stored(at: index))
    }

    /// Whether both hold the same keys and values in the same order, byte for byte.
    ///
    /// - Complexity: O(bytes), and nothing is copied.
    package func isIdentical(to other: AttributeList) -> Bool {
        func isSame(_ left: StringIndex, _ right: StringIndex) -> Bool {
            columns.strings.withBytes(at: left) { left in
                other.columns.strings.withBytes(at: right) {
                    left.count == $0.count && left.elementsEqual($0)
                }
            }
        }
        return count == other.count
            && indices.allSatisfy { index in
                let (mine, others) = (stored(at: index), other.stored(at: index))
                guard mine.variant == others.variant,
                    isSame(keyIndex(at: index), other.keyIndex(at: index))
                else { return false }
                return switch mine.variant {
                case .empty, .bool, .int, .double: mine.payload == others.payload
                case .string, .bytes: isSame(mine.stringIndex ?? 0, others.stringIndex ?? 0)
                case .array, .map: children(at: index).isIdentical(to: other.children(at: index))
                }
            }
    }

    /// The first value of `key`, which is compared byte by byte.
    package func first(_ key: String) -> AttributeValue? {
        indices.first { index in
            columns.strings.withBytes(at: keyIndex(at: index)) { $0.elementsEqual(key.utf8) }
        }.map { self[$0].value }
    }
}

extension SpanColumns {
    /// The entries of an array or map value of these columns; empty for any other.
    package func entries(of stored: StoredValue) -> AttributeList {
        let isList = stored.variant == .array || stored.variant == .map
        return AttributeList(
            columns: self,
            rows: isList ? stored.nestedRange.rows : 0..<0,
            isNested: true
        )
    }

    /// A value of these columns with its texts copied.
    package func value(of stored: StoredValue) -> AttributeValue {
        switch stored.variant {
        case .empty: .empty
        case .string: .string(strings[stored.stringIndex ?? 0])
        case .bytes: .bytes(strings.bytes(at: stored.stringIndex ?? 0))
        case .bool: .bool(stored.boolValue ?? false)
        case .int: .int(stored.intValue ?? 0)
        case .double: .double(stored.doubleValue ?? 0)
        case .array: .array(entries(of: stored).map(\.value))
        case .map: .map(Array(entries(of: stored)))
        }
    }
}
