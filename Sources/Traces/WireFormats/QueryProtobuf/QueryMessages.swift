package import TraceModel

/// `GetTraceRequest` and `ArchiveTraceRequest` of both versions of Jaeger's query API over gRPC.
package struct GetTraceMessage: Sendable {
    /// The id: bytes in version 2, hexadecimal text in version 3.
    package var id: [UInt8] = []
    package var start: Timestamp?
    package var end: Timestamp?
    package var isRaw = false

    package init(_ bytes: [UInt8]) throws(ProtobufError) {
        try ProtobufFields.forEach(in: bytes) { field throws(ProtobufError) in
            switch field.number {
            case 1: id = try field.bytes()
            case 2: start = try field.time().timestamp
            case 3: end = try field.time().timestamp
            case 4: isRaw = try field.varint() != 0
            default: break
            }
        }
    }
}

/// `GetOperationsRequest` of both versions, and other requests of two texts or one.
package struct OperationsMessage: Sendable {
    package var service = ""
    package var kind = ""

    package init(_ bytes: [UInt8]) throws(ProtobufError) {
        try ProtobufFields.forEach(in: bytes) { field throws(ProtobufError) in
            if field.number == 1 { service = try field.text() }
            if field.number == 2 { kind = try field.text() }
        }
    }
}

/// `GetDependenciesRequest` of both versions.
package struct DependenciesMessage: Sendable {
    package var start: Timestamp?
    package var end: Timestamp?

    package init(_ bytes: [UInt8]) throws(ProtobufError) {
        try ProtobufFields.forEach(in: bytes) { field throws(ProtobufError) in
            if field.number == 1 { start = try field.time().timestamp }
            if field.number == 2 { end = try field.time().timestamp }
        }
    }
}

/// Answers of Jaeger's query API over gRPC that are no traces.
package enum QueryAnswers {
    /// `GetServicesResponse` of both versions.
    package static func services(_ names: [String]) -> [UInt8] {
        var writer = ProtobufWriter()
        for name in names { writer.field(1 << 3 | 2, bytes: name.utf8) }
        return writer.bytes
    }

    /// `GetOperationsResponse`; version 2 has the names once more, in a field of their own before.
    package static func operations(
        _ operations: [(name: String, kind: String)],
        withNames: Bool
    ) -> [UInt8] {
        var writer = ProtobufWriter()
        if withNames {
            for name in Set(operations.map(\.name)).sorted() {
                writer.field(1 << 3 | 2, bytes: name.utf8)
            }
        }
        for operation in operations {
            let start = writer.beginMessage((withNames ? 2 : 1) << 3 | 2)
            writer.text(1, operation.name)
            writer.text(2, operation.kind)
            writer.endMessage(start)
        }
        return writer.bytes
    }

    /// `DependenciesResponse`.
    package static func dependencies(_ links: [DependencyLink]) -> [UInt8] {
        var writer = ProtobufWriter()
        for link in links {
            let start = writer.beginMessage(1 << 3 | 2)
            writer.text(1, link.parent)
            writer.text(2, link.child)
            writer.field(3 << 3, varint: UInt64(clamping: link.callCount))
            writer.endMessage(start)
        }
        return writer.bytes
    }

    /// `FindTraceSummariesResponse` of one trace.
    package static func summary(_ summary: TraceSummary) -> [UInt8] {
        var writer = ProtobufWriter()
        let start = writer.beginMessage(1 << 3 | 2)
        writer.text(1, summary.id.hex)
        writer.text(2, summary.rootService)
        writer.text(3, summary.rootOperation)
        writer.field(4 << 3 | 1, fixed64: summary.start.nanoseconds)
        writer.field(5 << 3 | 1, fixed64: summary.end.nanoseconds)
        writer.field(6 << 3, varint: UInt64(summary.spanCount))
        writer.field(7 << 3, varint: UInt64(summary.errorCount))
        writer.field(8 << 3, varint: UInt64(summary.orphanCount ?? 0))
        for service in summary.services {
            let start = writer.beginMessage(9 << 3 | 2)
            writer.text(1, service.name)
            writer.field(2 << 3, varint: UInt64(service.spanCount))
            writer.field(3 << 3, varint: UInt64(service.errorCount))
            writer.endMessage(start)
        }
        writer.endMessage(start)
        return writer.bytes
    }
}

extension ProtobufWriter {
    /// Writes a text by its field's number, unless it is empty, which proto3 leaves out.
    mutating func text(_ number: UInt64, _ text: String) {
        if !text.isEmpty { field(number << 3 | 2, bytes: text.utf8) }
    }
}
