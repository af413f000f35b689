package import TraceModel

/// Requests of Jaeger's query API over gRPC, as a client writes them (jaeger-idl `api_v2/query.proto`, `api_v3/query_service.proto`).
package enum QueryRequests {
    /// `GetTraceRequest` of version 3, whose ids are texts.
    package static func trace(
        _ id: TraceID,
        near: ClosedRange<Timestamp>?,
        isRaw: Bool
    ) -> [UInt8] {
        var writer = ProtobufWriter()
        writer.text(1, id.hex)
        writeTrace(near, isRaw, to: &writer)
        return writer.bytes
    }

    /// `GetTraceRequest` of version 2, whose ids are 16 bytes; also its `ArchiveTraceRequest`.
    package static func traceV2(
        _ id: TraceID,
        near: ClosedRange<Timestamp>? = nil,
        isRaw: Bool = false
    ) -> [UInt8] {
        var writer = ProtobufWriter()
        writer.varint(1 << 3 | 2)
        writer.varint(16)
        writer.appendBigEndian(id.high)
        writer.appendBigEndian(id.low)
        writeTrace(near, isRaw, to: &writer)
        return writer.bytes
    }

    private static func writeTrace(
        _ near: ClosedRange<Timestamp>?,
        _ isRaw: Bool,
        to writer: inout ProtobufWriter
    ) {
        if let near {
            writer.time(2, ProtobufTime(near.lowerBound))
            writer.time(3, ProtobufTime(near.upperBound))
        }
        writer.field(4 << 3, varint: isRaw ? 1 : 0)
    }

    /// `FindTracesRequest` of both versions; of what it asks for, conditions that the message has no field for are left out.
    package static func traces(_ query: TraceQuery) -> [UInt8] {
        var writer = ProtobufWriter()
        let start = writer.beginMessage(1 << 3 | 2)
        writer.text(1, query.service ?? "")
        writer.text(2, query.operation ?? "")
        for attribute in query.conditions.compactMap(\.attribute) {
            let entry = writer.beginMessage(3 << 3 | 2)
            writer.text(1, attribute.key)
            writer.text(2, attribute.value)
            writer.endMessage(entry)
        }
        writer.time(4, ProtobufTime(query.start))
        writer.time(5, ProtobufTime(query.end))
        if let least = query.minDuration { writer.time(6, ProtobufTime(length: least)) }
        if let most = query.maxDuration { writer.time(7, ProtobufTime(length: most)) }
        writer.field(8 << 3, varint: UInt64(clamping: query.limit))
        writer.field(9 << 3, varint: query.raw ? 1 : 0)
        writer.endMessage(start)
        return writer.bytes
    }

    /// `GetOperationsRequest` of both versions, for spans of all kinds.
    package static func operations(of service: String) -> [UInt8] {
        var writer = ProtobufWriter()
        writer.text(1, service)
        return writer.bytes
    }
}

extension ProtobufWriter {
    /// Writes a `Timestamp` or a `Duration` by its field's number.
    fileprivate mutating func time(_ number: UInt64, _ time: ProtobufTime) {
        let start = beginMessage(number << 3 | 2)
        field(1 << 3, varint: UInt64(bitPattern: time.seconds))
        field(2 << 3, varint: UInt64(bitPattern: Int64(time.rest)))
        endMessage(start)
    }
}
