package import TraceModel

/// Reads `ExportTraceServiceRequest`s in protobuf (opentelemetry-proto `trace_service.proto`).
///
/// Total: any bytes give a batch or an error, in time and memory linear in their number. A request is read
/// whole or refused whole, as the OpenTelemetry Collector does. Nothing is judged beyond the shape: ids of
/// zero, names that are not UTF-8 and times of any kind come through as sent, text byte by byte. Unknown
/// fields are skipped, of repeated singular fields the last one counts.
package struct OTLPProtobufDecoder: ~Copyable {
    /// What a request held.
    package struct Request: Sendable {
        package var batch: SpanBatch
        /// Values nested deeper than ``deepestValue``, which were left empty.
        package var valuesCut: Int
        /// Kinds and status codes that the schema does not have, which were taken as unset.
        package var unknownEnums: Int
    }

    /// Levels of arrays and maps within an attribute that are kept.
    package static let deepestValue = 128

    var builder = TraceBuilder()
    var draft = SpanDraft()
    var keyValues: KeyValueTable
    var valuesCut = 0
    /// Attributes that hold values that were cut.
    var cutAttributes: Set<AttributeIndex> = []
    /// What is being read, a span or what it came from, has such an attribute.
    var hasCut = false
    var unknownEnums = 0
    /// Keys of Jaeger's own attributes, if the request has them.
    var warningsKey: StringIndex?
    var referenceTypeKey: StringIndex?

    /// Reads one request.
    ///
    /// - Complexity: O(bytes).
    package static func decode(
        _ body: UnsafeRawBufferPointer
    ) throws(ProtobufError) -> Request {
        guard let base = body.baseAddress, !body.isEmpty else {
            return Request(batch: TraceBuilder().finishBatch(), valuesCut: 0, unknownEnums: 0)
        }
        guard body.count < Int(UInt32.max) else {
            throw ProtobufError(.messageTooLarge, at: 0)
        }
        var decoder = OTLPProtobufDecoder(base)
        // A span of usual instrumentation takes 300 to 700 bytes.
        decoder.builder.reserve(spans: body.count / 512, attributes: 12)
        try decoder.request(ProtobufCursor(base, 0..<body.count))
        return decoder.finish()
    }

    /// Reads one request.
    package static func decode(_ body: [UInt8]) throws(ProtobufError) -> Request {
        let result = body.withUnsafeBytes { bytes in
            Result { () throws(ProtobufError) in try decode(bytes) }
        }
        return try result.get()
    }

    /// What a message held that was not taken as it was.
    struct Counts {
        var valuesCut: Int
        var unknownEnums: Int
    }

    /// Reads one message of several into what was read of the others; of a broken one, the spans before the break.
    static func decode(
        _ body: UnsafeRawBufferPointer,
        into builder: inout TraceBuilder
    ) throws(ProtobufError) -> Counts {
        guard let base = body.baseAddress, !body.isEmpty else {
            return Counts(valuesCut: 0, unknownEnums: 0)
        }
        guard body.count < Int(UInt32.max) else {
            throw ProtobufError(.messageTooLarge, at: 0)
        }
        var decoder = OTLPProtobufDecoder(base)
        swap(&decoder.builder, &builder)
        defer { swap(&decoder.builder, &builder) }
        try decoder.request(ProtobufCursor(base, 0..<body.count))
        return Counts(valuesCut: decoder.valuesCut, unknownEnums: decoder.unknownEnums)
    }

    private init(_ base: UnsafeRawPointer) {
        keyValues = KeyValueTable(over: base)
    }

    private consuming func finish() -> Request {
        let (cut, unknown) = (valuesCut, unknownEnums)
        return Request(batch: builder.finishBatch(), valuesCut: cut, unknownEnums: unknown)
    }

    private mutating func request(_ message: ProtobufCursor) throws(ProtobufError) {
        typealias Tag = OTLPTag.Request
        try message.each(Tag.resourceSpans, of: "resource_spans", known: Tag.known) {
            part throws(ProtobufError) in try resourceSpans(part)
        }
    }

    /// Two passes, because the resource may stand after the spans that it belongs to.
    private mutating func resourceSpans(_ message: ProtobufCursor) throws(ProtobufError) {
        typealias Tag = OTLPTag.ResourceSpans
        hasCut = false
        var draft = ResourceDraft()
        var cursor = message
        while !cursor.isAtEnd {
            let tag = try cursor.varint()
            switch tag {
            case Tag.resource:
                let range = try cursor.lengthDelimited()
                do { try readResource(cursor.nested(range), into: &draft) } catch {
                    throw error.within("resource")
                }
            case Tag.scopeSpans: _ = try cursor.lengthDelimited()
            case Tag.schemaURL: draft.schemaURL = text(cursor, try cursor.lengthDelimited())
            default: try cursor.skip(tag, known: Tag.known)
            }
        }
        let resource = add(draft)
        let isCut = hasCut
        try message.each(Tag.scopeSpans, of: "scope_spans") { part throws(ProtobufError) in
            try scopeSpans(part, resource: resource, isCut: isCut)
        }
    }

    private mutating func scopeSpans(
        _ message: ProtobufCursor,
        resource: UInt32,
        isCut: Bool
    ) throws(ProtobufError) {
        typealias Tag = OTLPTag.ScopeSpans
        hasCut = isCut
        var scope = ScopeDraft()
        var cursor = message
        while !cursor.isAtEnd {
            let tag = try cursor.varint()
            switch tag {
            case Tag.scope:
                let range = try cursor.lengthDelimited()
                do { try readScope(cursor.nested(range), into: &scope) } catch {
                    throw error.within("scope")
                }
            case Tag.spans: _ = try cursor.lengthDelimited()
            case Tag.schemaURL: scope.schemaURL = text(cursor, try cursor.lengthDelimited())
            default: try cursor.skip(tag, known: Tag.known)
            }
        }
        let scopeIndex = add(scope)
        let isCut = hasCut
        try message.each(Tag.spans, of: "spans") { part throws(ProtobufError) in
            hasCut = isCut
            try span(part, resource: resource, scope: scopeIndex)
        }
    }

    /// The index of a text in the string table.
    @inline(__always)
    mutating func text(_ cursor: ProtobufCursor, _ range: Range<Int>) -> StringIndex {
        builder.strings.intern(cursor.bytes(range).assumingMemoryBound(to: UInt8.self))
    }
}
