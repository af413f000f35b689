import TestSupport
import Testing
import TraceModel

@testable import WireFormats

@Suite struct OTLPProtobufRoundTripTests {
    @Test(arguments: 1...20 as ClosedRange<UInt64>)
    func `random spans come back as they were`(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        let spans = (0..<100).map { _ in PlainSpan.random(using: &generator) }
        // One resource a span, so that the encoder keeps their order.
        let body = OTLPProtobufEncoder.encode(SpanBatch(spans))
        #expect(try OTLPProtobufDecoder.decode(body).batch.plainSpans == spans, "seed \(seed)")
    }

    @Test func `one trace of many is written alone`() throws {
        var generator = SeededGenerator(seed: 5)
        let spans = (0..<200).map { _ in PlainSpan.random(traces: 5, using: &generator) }
        var builder = TraceBuilder()
        for span in spans { builder.append(span) }
        for trace in builder.finish() {
            let batch = try OTLPProtobufDecoder.decode(OTLPProtobufEncoder.encode(trace)).batch
            #expect(batch.plainSpans == spans.filter { $0.traceID == trace.id })
        }
    }

    @Test func `spans of one resource and scope share them in the message`() throws {
        var builder = TraceBuilder()
        let resource = builder.addResource(
            serviceName: builder.strings.intern("web"),
            attributes: []
        )
        let scope = builder.addScope(name: builder.strings.intern("s"), version: 0, attributes: [])
        var draft = SpanDraft()
        for index in 0..<1000 {
            draft.reset()
            draft.traceID = TraceID(high: 0, low: 1)
            draft.spanID = SpanID(UInt64(index + 1))
            draft.resource = index.isMultiple(of: 2) ? resource : 0
            draft.scope = scope
            builder.append(draft)
        }
        let body = OTLPProtobufEncoder.encode(builder.finishBatch())
        let batch = try OTLPProtobufDecoder.decode(body).batch
        #expect(batch.count == 1000)
        #expect(batch.plainSpans.prefix(500).allSatisfy { $0.resource.name == "web" })
        #expect(Set(batch.plainSpans.map(\.spanID)).count == 1000)
        // Two resources besides the empty one.
        #expect(batch.columns.resources.count == 3)
    }

    @Test func `what a Jaeger keeps in attributes becomes warnings and kinds of references`() throws
    {
        var span = PlainSpan()
        span.traceID = TraceID(high: 0, low: 1)
        let warnings = "@jaeger@warnings"
        span.attributes = [
            Attribute(key: warnings, value: .array([.string("one"), .string("two")])),
            Attribute(key: "k", value: .int(1)),
            Attribute(key: warnings, value: .string("three")),
            Attribute(key: warnings, value: .array([.string("four"), .int(5)])),
        ]
        for type in ["child_of", "follows_from", "else"] {
            var link = PlainSpan.Link()
            link.traceID = TraceID(high: 0, low: 2)
            link.attributes = [Attribute(key: "opentracing.ref_type", value: .string(type))]
            span.links.append(link)
        }
        // The second span begins with what the first one left.
        let body = OTLPProtobufEncoder.encode(SpanBatch([span, span]))
        for read in try OTLPProtobufDecoder.decode(body).batch.plainSpans {
            #expect(read.warnings == ["one", "two", "three"])
            #expect(read.attributes == [span.attributes[1], span.attributes[3]])
            #expect(read.links.map(\.type) == [.childOf, .followsFrom, .unspecified])
            #expect(read.links.map(\.attributes) == span.links.map(\.attributes))
        }
    }

    @Test func `answers are written and read`() throws {
        #expect(ExportTraceServiceResponse().protobuf == [0x0A, 0x00])
        let partial = ExportTraceServiceResponse(rejectedSpans: 300, errorMessage: "zero trace id")
        #expect(try ExportTraceServiceResponse(protobuf: partial.protobuf) == partial)
        #expect(try ExportTraceServiceResponse(protobuf: []) == ExportTraceServiceResponse())
        // As recorded from Jaeger: code 3, "unexpected EOF".
        let recorded: [UInt8] = [0x08, 0x03, 0x12, 0x0E] + Array("unexpected EOF".utf8)
        let status = RPCStatus(code: 3, message: "unexpected EOF")
        #expect(status.protobuf == recorded)
        #expect(try RPCStatus(protobuf: recorded) == status)
        #expect(throws: ProtobufError.self) { try RPCStatus(protobuf: [0x12, 0x05]) }
    }
}
