package import TraceModel

/// Answers of Jaeger's query API over gRPC that are no traces, as a client reads them.
package enum QueryReplies {
    /// `GetServicesResponse` of both versions.
    package static func services(_ message: [UInt8]) throws(ProtobufError) -> [String] {
        var names: [String] = []
        try ProtobufFields.forEach(in: message) { field throws(ProtobufError) in
            if field.number == 1 { names.append(try field.text()) }
        }
        return names
    }

    /// `GetOperationsResponse` of version 3, or of version 2, which has them in its second field.
    package static func operations(
        _ message: [UInt8],
        isV2: Bool
    ) throws(ProtobufError) -> [Operation] {
        var operations: [Operation] = []
        try ProtobufFields.forEach(in: message) { field throws(ProtobufError) in
            guard field.number == (isV2 ? 2 : 1) else { return }
            var (name, kind) = ("", "")
            try ProtobufFields.forEach(in: try field.bytes()) { field throws(ProtobufError) in
                if field.number == 1 { name = try field.text() }
                if field.number == 2 { kind = try field.text() }
            }
            operations.append(Operation(name: name, kind: SpanKind(name: kind)))
        }
        return operations
    }

    /// `FindTraceSummariesResponse`; a summary without an id that can be read is nil.
    package static func summaries(
        _ message: [UInt8]
    ) throws(ProtobufError) -> [TraceSummary?] {
        var summaries: [TraceSummary?] = []
        try ProtobufFields.forEach(in: message) { field throws(ProtobufError) in
            if field.number == 1 { summaries.append(try summary(try field.bytes())) }
        }
        return summaries
    }

    private static func summary(_ message: [UInt8]) throws(ProtobufError) -> TraceSummary? {
        var id = ""
        var (service, operation) = ("", "")
        var (start, end) = (UInt64(0), UInt64(0))
        var counts = [UInt64](repeating: 0, count: 3)
        var services: [ServiceShare] = []
        try ProtobufFields.forEach(in: message) { field throws(ProtobufError) in
            switch field.number {
            case 1: id = try field.text()
            case 2: service = try field.text()
            case 3: operation = try field.text()
            case 4: start = try field.fixed64()
            case 5: end = try field.fixed64()
            case 6...8: counts[Int(field.number) - 6] = try field.varint()
            case 9: services.append(try share(try field.bytes()))
            default: break
            }
        }
        guard let id = TraceID(hex: id) else { return nil }
        return TraceSummary(
            id: id,
            rootService: service,
            rootOperation: operation,
            start: Timestamp(nanoseconds: start),
            end: Timestamp(nanoseconds: end),
            spanCount: Int(clamping: counts[0]),
            errorCount: Int(clamping: counts[1]),
            orphanCount: Int(clamping: counts[2]),
            services: services.sorted { $0.name < $1.name }
        )
    }

    private static func share(_ message: [UInt8]) throws(ProtobufError) -> ServiceShare {
        var share = ServiceShare(name: "", spanCount: 0, errorCount: 0)
        try ProtobufFields.forEach(in: message) { field throws(ProtobufError) in
            switch field.number {
            case 1: share.name = try field.text()
            case 2: share.spanCount = Int(clamping: try field.varint())
            case 3: share.errorCount = Int(clamping: try field.varint())
            default: break
            }
        }
        return share
    }
}
