/// The value of an attribute (opentelemetry-proto `common.proto`, `AnyValue`).
package indirect enum AttributeValue: Sendable, Equatable {
    /// A value without any variant set.
    case empty
    case string(String)
    case bool(Bool)
    case int(Int64)
    /// May be NaN or infinite; NaN equals NaN here, so that traces can be compared.
    case double(Double)
    case bytes([UInt8])
    case array([AttributeValue])
    /// In the order sent, duplicate keys kept.
    case map([Attribute])

    package static func == (left: AttributeValue, right: AttributeValue) -> Bool {
        switch (left, right) {
        case (.empty, .empty): true
        case (.string(let left), .string(let right)): left == right
        case (.bool(let left), .bool(let right)): left == right
        case (.int(let left), .int(let right)): left == right
        case (.double(let left), .double(let right)):
            left.bitPattern == right.bitPattern || left == right || (left.isNaN && right.isNaN)
        case (.bytes(let left), .bytes(let right)): left == right
        case (.array(let left), .array(let right)): left == right
        case (.map(let left), .map(let right)): left == right
        default: false
        }
    }
}

/// One key and its value.
package struct Attribute: Sendable, Equatable {
    package var key: String
    package var value: AttributeValue

    package init(key: String, value: AttributeValue) {
        self.key = key
        self.value = value
    }
}
