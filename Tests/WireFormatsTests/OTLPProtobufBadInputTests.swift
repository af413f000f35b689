import TestSupport
import Testing
import TraceModel

@testable import WireFormats

@Suite struct OTLPProtobufBadInputTests {
    private func message(_ tag: UInt64, _ body: [UInt8]) -> [UInt8] {
        var writer = ProtobufWriter()
        writer.field(tag, bytes: body)
        return writer.bytes
    }

    /// A request of one span with these fields.
    private func request(span: [UInt8]) -> [UInt8] {
        message(
            OTLPTag.Request.resourceSpans,
            message(OTLPTag.ResourceSpans.scopeSpans, message(OTLPTag.ScopeSpans.spans, span))
        )
    }

    private func error(_ body: [UInt8]) -> ProtobufError? {
        do {
            _ = try OTLPProtobufDecoder.decode(body)
            return nil
        } catch { return error }
    }

    private func span(_ fields: [UInt8]) throws -> PlainSpan {
        try #require(try OTLPProtobufDecoder.decode(request(span: fields)).batch.plainSpans.first)
    }

    @Test func `an empty body is a batch of no spans`() throws {
        #expect(try OTLPProtobufDecoder.decode([]).batch.count == 0)
        #expect(try OTLPProtobufDecoder.decode([0x0A, 0x00]).batch.count == 0)
    }

    @Test func `a body cut anywhere is refused or has fewer spans, never trapped`() throws {
        let body = try RepositoryFiles.fixtureBytes("otlp-protobuf/complete.bin")
        for length in 1..<body.count {
            #expect(error(Array(body[..<length])) != nil, "\(length) bytes")
        }
    }

    @Test(arguments: [1, 2, 3] as [UInt64])
    func `damaged bytes give a batch or an error`(seed: UInt64) throws {
        let body = try RepositoryFiles.fixtureBytes("otlp-protobuf/complete.bin")
        var generator = SeededGenerator(seed: seed)
        var read = 0
        for _ in 0..<3000 {
            var damaged = body
            for _ in 0..<Int.random(in: 1...4, using: &generator) {
                let place = Int.random(in: 0..<damaged.count, using: &generator)
                damaged[place] = .random(in: 0...255, using: &generator)
            }
            guard let batch = try? OTLPProtobufDecoder.decode(damaged).batch else { continue }
            read += 1
            #expect(OTLPProtobufDecoder.spanCount(damaged) == batch.count, "seed \(seed)")
            let again = try OTLPProtobufDecoder.decode(OTLPProtobufEncoder.encode(batch)).batch
            #expect(again.count == batch.count, "seed \(seed)")
        }
        #expect(read > 0, "seed \(seed)")
    }

    @Test func `spans are counted without being read`() throws {
        let whole = try RepositoryFiles.fixtureBytes("otlp-protobuf/complete.bin")
        let count = try OTLPProtobufDecoder.decode(whole).batch.count
        #expect(OTLPProtobufDecoder.spanCount(whole) == count)
        #expect(OTLPProtobufDecoder.spanCount(whole + whole) == 2 * count)
        #expect(OTLPProtobufDecoder.spanCount([]) == 0)
        #expect(OTLPProtobufDecoder.spanCount([0x0A, 9, 0]) == nil, "longer than the body")
        let broken = request(span: message(OTLPTag.Span.traceID, [1]))
        #expect(error(broken) != nil)
        #expect(OTLPProtobufDecoder.spanCount(broken) == 1, "what is in it is not looked at")
    }

    @Test func `an error names the field and the byte`() {
        let id = message(OTLPTag.Span.traceID, Array(repeating: 1, count: 15))
        let fault = error(request(span: id))
        #expect(fault?.problem == .traceIDLength(15))
        #expect(fault?.path == "resource_spans[0].scope_spans[0].spans[0].trace_id")
        #expect(fault?.offset == 8)
        #expect(
            fault?.description
                == "not an OTLP request: invalid trace id length 15, not 16 bytes, at byte 8 in "
                + "resource_spans[0].scope_spans[0].spans[0].trace_id"
        )
    }

    @Test func `ids of a wrong length refuse the request and empty ones are zero`() throws {
        #expect(
            error(request(span: message(OTLPTag.Span.spanID, [1, 2])))?.problem == .spanIDLength(2)
        )
        #expect(
            error(request(span: message(OTLPTag.Span.parentSpanID, [1])))?.path
                == "resource_spans[0].scope_spans[0].spans[0].parent_span_id"
        )
        let span = try span(message(OTLPTag.Span.traceID, []) + message(OTLPTag.Span.spanID, []))
        #expect(span.traceID.isZero && span.spanID.isZero)
    }

    @Test func `known fields of a wrong type are refused, unknown ones skipped`() throws {
        #expect(error(request(span: [0x08, 0x01]))?.problem == .wrongWireType(field: 1, type: 0))
        #expect(error([0x08, 0x00])?.problem == .wrongWireType(field: 1, type: 0))
        let unknown: [UInt8] = [
            0xA0, 0x06, 0x01,  // 100, varint
            0xA1, 0x06, 1, 2, 3, 4, 5, 6, 7, 8,  // 100, eight bytes
            0xA2, 0x06, 0x02, 9, 9,  // 100, bytes
            0xA3, 0x06, 0xA8, 0x06, 0x01, 0xA4, 0x06,  // 100, a group with 101 in it
            0xA5, 0x06, 1, 2, 3, 4,  // 100, four bytes
        ]
        #expect(try span(unknown + message(OTLPTag.Span.name, [0x61])).name == "a")
    }

    @Test func `numbers that are no fields and types that are none are refused`() {
        #expect(error([0x00, 0x00])?.problem == .illegalFieldNumber)
        #expect(error([0x02, 0x00])?.problem == .illegalFieldNumber)
        #expect(error([0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0x01])?.problem == .illegalFieldNumber)
        #expect(error([0x7E])?.problem == .illegalWireType(6))
        #expect(error([0x7C])?.problem == .unexpectedEndOfGroup)
        #expect(error([0x7B, 0x74])?.problem == .unexpectedEndOfGroup)
        #expect(error(Array(repeating: 0x7B, count: 1000))?.problem == .groupsTooDeep)
        #expect(
            error([0x78] + Array(repeating: 0x80, count: 10) + [0x00])?.problem == .overlongVarint
        )
        #expect(error([0x78, 0x80])?.problem == .truncated)
        #expect(error([0x7B])?.problem == .truncated)
    }

    @Test func `of a field sent twice the last counts`() throws {
        let fields =
            message(OTLPTag.Span.name, [0x61]) + message(OTLPTag.Span.name, [0x62])
            + [0x30, 0x02, 0x30, 0x03]
        let span = try span(fields)
        #expect(span.name == "b")
        #expect(span.kind == .client)
        // A oneof: first text, then an integer.
        let value = message(OTLPTag.AnyValue.string, [0x61]) + [0x18, 0x05]
        let pair = message(OTLPTag.KeyValue.key, [0x6B]) + message(OTLPTag.KeyValue.value, value)
        let attributes = try self.span(message(OTLPTag.Span.attributes, pair)).attributes
        #expect(attributes == [Attribute(key: "k", value: .int(5))])
    }

    @Test func `a resource after its spans belongs to them all the same`() throws {
        let value = message(OTLPTag.AnyValue.string, Array("late".utf8))
        let pair =
            message(OTLPTag.KeyValue.key, Array("service.name".utf8))
            + message(OTLPTag.KeyValue.value, value)
        let spans = message(
            OTLPTag.ResourceSpans.scopeSpans,
            message(OTLPTag.ScopeSpans.spans, [])
                + message(OTLPTag.ScopeSpans.scope, message(OTLPTag.Scope.name, [0x73]))
        )
        let resource = message(
            OTLPTag.ResourceSpans.resource,
            message(OTLPTag.Resource.attributes, pair)
        )
        let body = message(OTLPTag.Request.resourceSpans, spans + resource)
        let span = try #require(try OTLPProtobufDecoder.decode(body).batch.plainSpans.first)
        #expect(span.resource.name == "late")
        #expect(span.scope.name == "s")
    }

    @Test func `values nested deeper than the limit are cut, counted, and told on their spans`()
        throws
    {
        func nested(_ depth: Int) -> [UInt8] {
            var value: [UInt8] = [0x18, 0x07]
            for _ in 0..<depth {
                value = message(OTLPTag.AnyValue.array, message(OTLPTag.List.values, value))
            }
            let pair =
                message(OTLPTag.KeyValue.key, [0x6B]) + message(OTLPTag.KeyValue.value, value)
            return request(span: message(OTLPTag.Span.attributes, pair))
        }
        let whole = try OTLPProtobufDecoder.decode(nested(OTLPProtobufDecoder.deepestValue))
        #expect(whole.valuesCut == 0)
        #expect("\(whole.batch.plainSpans[0].attributes[0].value)".contains("7"))
        let cut = try OTLPProtobufDecoder.decode(nested(5000))
        #expect(cut.valuesCut == 1)
        #expect(cut.batch.count == 1)
        #expect(whole.batch.plainSpans[0].warnings == [])
        #expect(cut.batch.plainSpans[0].warnings == [OTLPProtobufDecoder.cutWarning])
        // The same attribute once more, and a span that has none.
        let again = nested(5000) + nested(5000) + nested(1)
        let several = try OTLPProtobufDecoder.decode(again)
        #expect(several.batch.plainSpans.map(\.warnings.count) == [1, 1, 0])
    }

    @Test func `enumerations that the schema lacks are counted and taken as unset`() throws {
        let body = request(span: [0x30, 0x63] + message(OTLPTag.Span.status, [0x18, 0x09]))
        let request = try OTLPProtobufDecoder.decode(body)
        #expect(request.unknownEnums == 2)
        #expect(request.batch.plainSpans[0].kind == .unspecified)
    }

    @Test func `text that is not UTF-8 keeps its bytes`() throws {
        let bytes: [UInt8] = [0x47, 0xFF, 0xFE, 0x2F]
        let body = request(span: message(OTLPTag.Span.name, bytes))
        let batch = try OTLPProtobufDecoder.decode(body).batch
        #expect(batch.columns.strings.bytes(at: batch.columns.names[0]) == bytes)
        #expect(OTLPProtobufEncoder.encode(batch).suffix(4) == bytes[...])
    }
}
