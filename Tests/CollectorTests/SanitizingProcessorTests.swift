import Collector
import TestSupport
import Testing
import TraceModel

/// Jaeger's rules for what is put right before it is stored.
@Suite struct SanitizingProcessorTests {
    private func stored(_ build: (inout TraceBuilder, inout SpanDraft) -> Void) throws -> PlainSpan
    {
        var builder = TraceBuilder()
        var draft = SpanDraft()
        draft.traceID = TraceID(high: 0, low: 1)
        draft.spanID = SpanID(1)
        draft.name = builder.strings.intern("name")
        draft.start = 1000
        draft.end = 2000
        draft.resource = builder.addResource(
            serviceName: builder.strings.intern("web"),
            attributes: []
        )
        build(&builder, &draft)
        builder.append(draft)
        let batch = SanitizingProcessor().process(builder.finishBatch())
        #expect(batch.count == 1)
        return PlainSpan(Span(columns: batch.columns, row: 0))
    }

    private static let noText: [UInt8] = [0x6C, 0xE9, 0xFF]

    @Test func `a service without name gets one that says so`() throws {
        #expect(try stored { $1.resource = 0 }.resource.name == "missing-service-name")
        let empty = try stored { builder, draft in
            draft.resource = builder.addResource(serviceName: 0, attributes: [])
        }
        #expect(empty.resource.name == "empty-service-name")
        let wrong = try stored { builder, draft in
            let name = builder.strings.intern("service.name")
            let host = builder.strings.intern("host")
            draft.resource = builder.addResource(
                serviceName: nil,
                attributes: [
                    StoredAttribute(key: host, value: .int(1)),
                    StoredAttribute(key: name, value: .int(7)),
                ]
            )
        }
        #expect(wrong.resource.name == "service-name-wrong-type")
        #expect(wrong.resource.attributes == [Attribute(key: "host", value: .int(1))])
    }

    @Test func `a span without name, or with one that is no text, is renamed`() throws {
        #expect(try stored { $1.name = 0 }.name == "empty-span-name")
        let span = try stored { builder, draft in
            draft.name = Self.noText.withUnsafeBufferPointer { builder.strings.intern($0) }
            let key = builder.strings.intern("k")
            draft.attributes = [StoredAttribute(key: key, value: .int(1))]
        }
        #expect(span.name == "invalid-span-name")
        #expect(
            span.attributes == [
                Attribute(key: "k", value: .int(1)),
                Attribute(key: "invalid-span-name", value: .bytes(Self.noText)),
            ]
        )
    }

    @Test func `values and keys that are no text are kept as bytes`() throws {
        let span = try stored { builder, draft in
            let bad = Self.noText.withUnsafeBufferPointer { builder.strings.intern($0) }
            let good = builder.strings.intern("fährte")
            draft.attributes = [
                StoredAttribute(key: good, value: .string(bad)),
                StoredAttribute(key: bad, value: .string(good)),
                StoredAttribute(key: bad, value: .int(12)),
                StoredAttribute(key: good, value: .string(good)),
            ]
        }
        #expect(
            span.attributes == [
                Attribute(key: "fährte", value: .bytes(Self.noText)),
                Attribute(
                    key: "invalid-tag-key-1",
                    value: .bytes(Self.noText + Array(":fährte".utf8))
                ),
                Attribute(key: "invalid-tag-key-2", value: .bytes(Self.noText + Array(":12".utf8))),
                Attribute(key: "fährte", value: .string("fährte")),
            ]
        )
    }

    @Test func `a span that ends no later than it starts lasts a nanosecond, with a warning`()
        throws
    {
        // As recorded from Jaeger for the same times.
        let negative = try stored { _, draft in
            draft.start = 1_795_252_533_214_259_704
            draft.end = 1_795_252_533_213_259_704
        }
        #expect(negative.end == negative.start + 1)
        #expect(
            negative.warnings == [
                "Negative duration detected, sanitizing end timestamp. Original end timestamp: "
                    + "2026-11-21 09:15:33.213259704 +0000 UTC, adjusted to: "
                    + "2026-11-21 09:15:33.214259705 +0000 UTC"
            ]
        )
        let none = try stored { $1.end = $1.start }
        #expect(none.end == none.start + 1)
        let last = try stored { ($1.start, $1.end) = (.max, 5) }
        #expect(last.end == .max)
    }

    @Test func `what is right stays as it is`() throws {
        var generator = SeededGenerator(seed: 9)
        let spans = (0..<50).map { _ in PlainSpan.random(traces: 1, using: &generator) }
        let batch = SanitizingProcessor().process(SpanBatch(spans))
        let processed = (0..<batch.count).map { PlainSpan(Span(columns: batch.columns, row: $0)) }
        #expect(processed == spans)
    }
}
