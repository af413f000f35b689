import TraceModel

/// A tag, log field or process tag while it is read: its three members may come in any order.
struct JaegerTag {
    /// What the member `type` says.
    enum ValueType: UInt8 {
        /// Missing or unknown: the JSON value decides.
        case inferred
        case string, bool, int64, float64, binary

        init(_ name: UnsafeBufferPointer<UInt8>) {
            if name.equals("string") {
                self = .string
            } else if name.equals("int64") {
                self = .int64
            } else if name.equals("bool") || name.equals("boolean") {
                self = .bool
            } else if name.equals("float64") || name.equals("double") {
                self = .float64
            } else if name.equals("binary") {
                self = .binary
            } else {
                self = .inferred
            }
        }
    }

    var key: StringIndex = 0
    var hasKey = false
    var type = ValueType.inferred
    var value = StoredValue.empty
    /// The value came before its type, and is text still to be read by that type.
    var isUnread = false

    /// Reads text as a value of `type`; nil when the text does not fit the type.
    static func value(
        of text: UnsafeBufferPointer<UInt8>,
        as type: ValueType,
        in builder: inout TraceBuilder
    ) -> StoredValue? {
        switch type {
        case .inferred, .string:
            return .string(builder.strings.intern(text))
        case .bool:
            return text.equals("true") ? .bool(true) : text.equals("false") ? .bool(false) : nil
        case .int64:
            return text.number?.int64Value.map { .int($0) }
        case .float64:
            return text.double.map { .double($0) }
        case .binary:
            return Base64.decode(text).map { bytes in
                bytes.withUnsafeBufferPointer { .bytes(builder.strings.intern($0)) }
            }
        }
    }

    /// Reads a number as a value of `type`; `isLossy` tells of an integer beyond 64 bits.
    static func value(of number: JSONNumber, as type: ValueType) -> (StoredValue, isLossy: Bool) {
        if type == .float64 { return (.double(number.doubleValue), false) }
        switch number {
        case .integer(let value): return (.int(value), false)
        case .unsigned(let value): return (.double(Double(value)), true)
        case .double(let value):
            if type == .int64 {
                if let exact = Int64(exactly: value) { return (.int(exact), false) }
                return (.double(value), true)
            }
            return (.double(value), false)
        }
    }
}
