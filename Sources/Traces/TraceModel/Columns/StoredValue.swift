/// An attribute value as the columns hold it: a type and eight bytes.
///
/// Text and bytes are indexes into the string table; arrays and maps are runs of the nested attribute
/// columns. Made by a ``TraceBuilder``, meaningful only with the table it was made for.
package struct StoredValue: Sendable {
    package enum Variant: UInt8, Sendable {
        case empty, string, bool, int, double, bytes, array, map
    }

    package let variant: Variant
    /// Eight bytes whose meaning `variant` tells.
    ///
    /// Equal values have equal payloads, but for arrays and maps, which are runs of rows.
    package let payload: UInt64

    package init(_ variant: Variant, _ payload: UInt64) {
        self.variant = variant
        self.payload = payload
    }

    package static let empty = StoredValue(.empty, 0)

    package static func string(_ index: StringIndex) -> StoredValue {
        StoredValue(.string, UInt64(index))
    }

    package static func bytes(_ index: StringIndex) -> StoredValue {
        StoredValue(.bytes, UInt64(index))
    }

    package static func bool(_ value: Bool) -> StoredValue { StoredValue(.bool, value ? 1 : 0) }

    package static func int(_ value: Int64) -> StoredValue {
        StoredValue(.int, UInt64(bitPattern: value))
    }

    package static func double(_ value: Double) -> StoredValue {
        StoredValue(.double, value.bitPattern)
    }

    static func list(_ variant: Variant, _ range: AttributeRange) -> StoredValue {
        StoredValue(variant, UInt64(range.start) << 32 | UInt64(range.count))
    }

    /// The string-table index of a string or bytes value.
    package var stringIndex: StringIndex? {
        variant == .string || variant == .bytes ? StringIndex(truncatingIfNeeded: payload) : nil
    }

    package var boolValue: Bool? { variant == .bool ? payload != 0 : nil }
    package var intValue: Int64? { variant == .int ? Int64(bitPattern: payload) : nil }
    package var doubleValue: Double? { variant == .double ? Double(bitPattern: payload) : nil }

    /// The run in the nested columns of an array or map.
    package var nestedRange: AttributeRange {
        AttributeRange(
            start: UInt32(truncatingIfNeeded: payload >> 32),
            count: UInt32(truncatingIfNeeded: payload)
        )
    }
}

/// A key and value as the columns hold them.
package struct StoredAttribute: Sendable {
    package let key: StringIndex
    package let value: StoredValue

    package init(key: StringIndex, value: StoredValue) {
        self.key = key
        self.value = value
    }
}

/// A run of rows in the attribute columns.
package struct AttributeRange: Sendable {
    package let start: UInt32
    package let count: UInt32

    package static let none = AttributeRange(start: 0, count: 0)

    package var rows: Range<Int> { Int(start)..<Int(start) + Int(count) }
}
