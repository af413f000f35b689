package import TraceModel

/// `TraceQueryParameters` of jaeger-idl, whose fields have the same numbers in `api_v2/query.proto` and `api_v3/query_service.proto`.
package struct TraceQueryMessage: Sendable {
    package var service = ""
    package var operation = ""
    /// In no order; of equal keys the last.
    package var attributes: [String: String] = [:]
    /// Nil where they are missing, or the year 1, which Go writes for a time that was never set.
    package var start: Timestamp?
    package var end: Timestamp?
    /// Nil where they are missing or zero.
    package var minDuration: Nanoseconds?
    package var maxDuration: Nanoseconds?
    package var depth: Int32 = 0
    package var isRaw = false
    /// Whether there is a structured filter.
    package var hasFilter = false

    package init() {}

    /// The query of a request whose only field it is; nil if it has none.
    package static func ofRequest(_ bytes: [UInt8]) throws(ProtobufError) -> TraceQueryMessage? {
        var query: TraceQueryMessage?
        try ProtobufFields.forEach(in: bytes) { field throws(ProtobufError) in
            guard field.number == 1 else { return }
            query = try TraceQueryMessage(try field.bytes())
        }
        return query
    }

    private init(_ bytes: [UInt8]) throws(ProtobufError) {
        try ProtobufFields.forEach(in: bytes) { field throws(ProtobufError) in
            switch field.number {
            case 1: service = try field.text()
            case 2: operation = try field.text()
            case 3:
                var (key, value) = ("", "")
                try ProtobufFields.forEach(in: try field.bytes()) {
                    entry throws(ProtobufError) in
                    if entry.number == 1 { key = try entry.text() }
                    if entry.number == 2 { value = try entry.text() }
                }
                attributes[key] = value
            case 4: start = try field.time().boundary
            case 5: end = try field.time().boundary
            case 6: minDuration = try field.time().length
            case 7: maxDuration = try field.time().length
            case 8: depth = Int32(truncatingIfNeeded: try field.varint())
            case 9: isRaw = try field.varint() != 0
            case 10: hasFilter = true
            default: break
            }
        }
    }
}

extension ProtobufTime {
    /// The point in time; nil for one that was not set.
    var timestamp: Timestamp? { isUnset ? nil : Timestamp(nanoseconds: sinceEpoch) }

    /// The same of a field that is there, where 1970 is a time like others.
    var boundary: Timestamp? { isYearOne ? nil : Timestamp(nanoseconds: sinceEpoch) }

    /// The length; nil for none.
    var length: Nanoseconds? { nanoseconds == 0 ? nil : nanoseconds }
}
