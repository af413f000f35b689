import TraceModel

/// Ids that are JSON numbers, as some tools write those of 64 bits: the number is the id, a negative one by its bits.
extension JSONNumber {
    /// The 64 bits of a whole number; nil if it is none, or was too long to be read exactly.
    private var bits: UInt64? {
        switch self {
        case .integer(let value): UInt64(bitPattern: value)
        case .unsigned(let value): value
        case .double: nil
        }
    }

    var traceID: TraceID? { bits.map { TraceID(high: 0, low: $0) } }
    var spanID: SpanID? { bits.map { SpanID($0) } }

    /// The number as a name, where a text belongs.
    var text: String {
        switch self {
        case .integer(let value): String(value)
        case .unsigned(let value): String(value)
        case .double(let value): "\(value)"
        }
    }
}
