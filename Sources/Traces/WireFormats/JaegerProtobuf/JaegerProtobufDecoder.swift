package import TraceModel

/// Reads spans of Jaeger's own model in protobuf (jaeger-idl `api_v2/model.proto`).
///
/// Total, as ``OTLPProtobufDecoder`` is: any bytes give spans or an error, in time and memory linear in their number, and a request is
/// read whole or refused whole. References become parent and links, and tags that Jaeger generates become columns, as in Jaeger's JSON.
package struct JaegerProtobufDecoder: ~Copyable {
    static let document = "a batch of Jaeger spans"

    var builder: TraceBuilder
    let keys: JaegerKeys
    var scopes = JaegerScopes()
    var draft = SpanDraft()
    var references: [JaegerReference] = []
    /// Resources of processes that stand in spans, by their bytes: every span of an answer repeats its own.
    private var processes: [ArraySlice<UInt8>: UInt32] = [:]
    /// The resource of spans without a process of their own.
    private var batchResource: UInt32?

    private init() { self.init(TraceBuilder()) }

    private init(_ builder: consuming TraceBuilder) {
        keys = JaegerKeys(&builder.strings)
        self.builder = builder
    }

    /// Reads a `SpansResponseChunk`, whose spans have their own processes, into what was read of others; of a broken one, the spans
    /// before the break.
    static func decodeChunk(
        _ body: UnsafeRawBufferPointer,
        into builder: inout TraceBuilder
    ) throws(ProtobufError) {
        guard let base = body.baseAddress else { return }
        var taken = TraceBuilder()
        swap(&taken, &builder)
        var decoder = JaegerProtobufDecoder(taken)
        defer { swap(&decoder.builder, &builder) }
        do throws(ProtobufError) {
            // Chunks and batches have their spans in the same field.
            try decoder.batch(ProtobufCursor(base, 0..<body.count))
        } catch {
            throw error.of(document)
        }
    }

    /// Reads a `PostSpansRequest`.
    ///
    /// - Complexity: O(bytes).
    package static func decodeRequest(_ body: [UInt8]) throws(ProtobufError) -> SpanBatch {
        var decoder = JaegerProtobufDecoder()
        decoder.builder.reserve(spans: body.count / 512, attributes: 12)
        var failure: ProtobufError?
        body.withUnsafeBytes { bytes in
            guard let base = bytes.baseAddress else { return }
            do throws(ProtobufError) {
                try decoder.request(ProtobufCursor(base, 0..<bytes.count))
            } catch {
                failure = error.of(document)
            }
        }
        if let failure { throw failure }
        return decoder.builder.finishBatch()
    }

    /// The number of spans in a `PostSpansRequest`, without reading any of them; nil where the shape around them is broken.
    package static func spanCount(_ body: [UInt8]) -> Int? {
        body.withUnsafeBytes { bytes in
            guard let base = bytes.baseAddress else { return 0 }
            var count = 0
            do throws(ProtobufError) {
                try ProtobufCursor(base, 0..<bytes.count).each(
                    JaegerProtobufTag.PostSpansRequest.batch
                ) {
                    batch throws(ProtobufError) in
                    try batch.each(JaegerProtobufTag.Batch.spans) { _ in count += 1 }
                }
            } catch {
                return nil
            }
            return count
        }
    }

    private mutating func request(_ message: ProtobufCursor) throws(ProtobufError) {
        typealias Tag = JaegerProtobufTag.PostSpansRequest
        try message.each(Tag.batch, known: Tag.known) { part throws(ProtobufError) in
            do throws(ProtobufError) { try batch(part) } catch { throw error.within("batch") }
        }
    }

    /// Two passes, because the process may stand after the spans that it belongs to.
    private mutating func batch(_ message: ProtobufCursor) throws(ProtobufError) {
        typealias Tag = JaegerProtobufTag.Batch
        batchResource = nil
        var cursor = message
        while !cursor.isAtEnd {
            let tag = try cursor.varint()
            switch tag {
            case Tag.process:
                let range = try cursor.lengthDelimited()
                do { batchResource = try process(cursor, range) } catch {
                    throw error.within("process")
                }
            case Tag.spans: _ = try cursor.lengthDelimited()
            default: try cursor.skip(tag, known: Tag.known)
            }
        }
        try message.each(Tag.spans, of: "spans") { part throws(ProtobufError) in try span(part) }
    }

    /// The resource of spans whose own process says nothing.
    mutating func resourceOfBatch() -> UInt32 {
        if let batchResource { return batchResource }
        let resource = builder.addResource(
            serviceName: nil,
            attributes: EmptyCollection<StoredAttribute>()
        )
        batchResource = resource
        return resource
    }

    /// The resource of the process in a part of the body, one for all with the same bytes.
    mutating func process(
        _ outer: ProtobufCursor,
        _ range: Range<Int>
    ) throws(ProtobufError) -> UInt32 {
        typealias Tag = JaegerProtobufTag.Process
        let bytes = ArraySlice(outer.bytes(range))
        if let known = processes[bytes] { return known }
        var name: StringIndex?
        var attributes: [StoredAttribute] = []
        var cursor = outer.nested(range)
        while !cursor.isAtEnd {
            let tag = try cursor.varint()
            switch tag {
            case Tag.serviceName: name = text(&cursor, try cursor.lengthDelimited())
            case Tag.tags: attributes.append(try keyValue(&cursor, number: attributes.count))
            default: try cursor.skip(tag, known: Tag.known)
            }
        }
        let resource = builder.addResource(
            serviceName: name == 0 ? nil : name,
            attributes: attributes
        )
        processes[bytes] = resource
        return resource
    }

    /// The index of a text in the string table.
    @inline(__always)
    mutating func text(_ cursor: inout ProtobufCursor, _ range: Range<Int>) -> StringIndex {
        builder.strings.intern(cursor.bytes(range).assumingMemoryBound(to: UInt8.self))
    }
}
