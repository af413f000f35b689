import TraceModel

/// Ids and times.
extension JaegerProtobufDecoder {
    /// 16 bytes, or 8 of which the high half is zero; none is zero.
    func traceID(_ cursor: inout ProtobufCursor) throws(ProtobufError) -> TraceID {
        let bytes = cursor.bytes(try cursor.lengthDelimited())
        func half(_ offset: Int) -> UInt64 {
            UInt64(bigEndian: bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
        }
        switch bytes.count {
        case 0: return .zero
        case 8: return TraceID(high: 0, low: half(0))
        case 16: return TraceID(high: half(0), low: half(8))
        default:
            let start = cursor.offset - bytes.count
            throw ProtobufError(.traceIDLength(bytes.count), at: start, path: "trace_id")
        }
    }

    func spanID(_ cursor: inout ProtobufCursor) throws(ProtobufError) -> SpanID {
        let bytes = cursor.bytes(try cursor.lengthDelimited())
        switch bytes.count {
        case 0: return .zero
        case 8: return SpanID(UInt64(bigEndian: bytes.loadUnaligned(as: UInt64.self)))
        default:
            let start = cursor.offset - bytes.count
            throw ProtobufError(.spanIDLength(bytes.count), at: start, path: "span_id")
        }
    }

    func time(
        _ outer: inout ProtobufCursor,
        _ field: StaticString
    ) throws(ProtobufError) -> ProtobufTime {
        typealias Tag = JaegerProtobufTag.Time
        var time = ProtobufTime()
        var cursor = outer.nested(try outer.lengthDelimited())
        do {
            while !cursor.isAtEnd {
                let tag = try cursor.varint()
                switch tag {
                case Tag.seconds: time.seconds = Int64(bitPattern: try cursor.varint())
                case Tag.nanoseconds:
                    time.rest = Int32(truncatingIfNeeded: try cursor.varint())
                default: try cursor.skip(tag, known: Tag.known)
                }
            }
        } catch { throw error.within("\(field)") }
        return time
    }
}
