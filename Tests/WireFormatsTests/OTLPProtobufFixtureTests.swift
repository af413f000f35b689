import Foundation
import TestSupport
import Testing
import TraceModel

@testable import WireFormats

/// Bodies of the official messages and of real SDKs (`Tests/Fixtures/otlp-protobuf`).
@Suite struct OTLPProtobufFixtureTests {
    @Test func `every field of the schema comes through`() throws {
        let bytes = try RepositoryFiles.fixtureBytes("otlp-protobuf/complete.bin")
        let request = try OTLPProtobufDecoder.decode(bytes)
        let spans = request.batch.plainSpans
        #expect(spans.count == 2)
        let span = spans[0]
        #expect(span.traceID.hex == "0102030405060708090a0b0c0d0e0f10")
        #expect(span.spanID.hex == "1112131415161718")
        #expect(span.parentID.hex == "191a1b1c1d1e1f20")
        #expect(span.traceState == "a=1,b=2")
        #expect(span.name == "POST /checkout")
        #expect(span.kind == .server)
        #expect(span.start == 1_795_000_000_000_000_321)
        #expect(span.end == 1_795_000_001_000_000_999)
        #expect(span.flags == 0x301)
        #expect(span.statusCode == .error)
        #expect(span.statusMessage == "card declined")
        #expect(span.dropped == DroppedCounts(attributes: 4, events: 5, links: 6))
        #expect(span.resource.name == "checkout")
        #expect(span.resource.attributes == [Attribute(key: "host.cpus", value: .int(8))])
        #expect(span.resource.schemaURL == "https://opentelemetry.io/schemas/1.34.0")
        #expect(span.resource.droppedAttributes == 2)
        #expect(span.scope.name == "io.example.shop")
        #expect(span.scope.version == "1.2.3")
        #expect(
            span.scope.attributes == [Attribute(key: "scope.key", value: .string("scope value"))]
        )
        #expect(span.scope.schemaURL == "https://opentelemetry.io/schemas/1.30.0")
        #expect(span.scope.droppedAttributes == 3)
        #expect(span.attributes.map(\.key).suffix(3) == ["twice", "twice", ""])
        let values = span.attributes.map(\.value)
        #expect(
            values.prefix(14) == [
                .string("Fährte → 足跡 🦌"), .string(""), .bool(true), .bool(false), .int(0),
                .int(.min), .int(.max), .double(0.5), .double(-0.0), .double(.infinity),
                .double(.nan), .bytes([0, 255, 128]), .bytes([]), .empty,
            ]
        )
        #expect(
            values[14]
                == .array([
                    .string("a"), .int(1), .bool(true), .empty, .array([.double(2.5), .array([])]),
                ])
        )
        let inner = Attribute(key: "n", value: .bytes([120]))
        #expect(
            values[15]
                == .map([
                    Attribute(key: "k", value: .string("v")), Attribute(key: "k", value: .int(2)),
                    Attribute(key: "m", value: .map([inner])),
                ])
        )
        #expect(span.events.map(\.name) == ["retry", ""])
        #expect(span.events.map(\.time) == [1_795_000_000_500_000_000, 1])
        #expect(span.events[0].attributes == [Attribute(key: "attempt", value: .int(2))])
        #expect(span.events[0].droppedAttributes == 7)
        #expect(span.links[0].traceID.hex == "2122232425262728292a2b2c2d2e2f30")
        #expect(span.links[0].spanID.hex == "3132333435363738")
        #expect(span.links[0].traceState == "c=3")
        #expect(span.links[0].flags == 0x100)
        #expect(span.links[0].droppedAttributes == 8)
        #expect(span.links[0].attributes == [Attribute(key: "why", value: .string("batch"))])
        #expect(span.links[1].spanID == SpanID(2))
        #expect(spans[1].name == "bare")
        #expect(spans[1].start == 0)
    }

    @Test func `official messages are written again byte by byte`() throws {
        let complete = try RepositoryFiles.fixtureBytes("otlp-protobuf/complete.bin")
        #expect(
            OTLPProtobufEncoder.encode(try OTLPProtobufDecoder.decode(complete).batch) == complete
        )
        let bytes = try RepositoryFiles.fixtureBytes("otlp-protobuf/random.bin")
        var offset = 0
        var count = 0
        while offset < bytes.count {
            let length = (0..<4).reduce(0) { $0 | Int(bytes[offset + $1]) << (8 * $1) }
            let body = Array(bytes[offset + 4..<offset + 4 + length])
            let batch = try OTLPProtobufDecoder.decode(body).batch
            #expect(OTLPProtobufEncoder.encode(batch) == body, "request \(count) of random.bin")
            offset += 4 + length
            count += 1
        }
        #expect(count == 300)
    }

    @Test(arguments: ["python", "go", "node"])
    func `bodies of real SDKs read as google's own reader reads them`(sdk: String) throws {
        let body = try RepositoryFiles.fixtureBytes("otlp-protobuf/\(sdk).bin")
        let json = try JSONSerialization.jsonObject(
            with: Data(RepositoryFiles.fixtureBytes("otlp-protobuf/\(sdk).expected.json"))
        )
        let expected = ExpectedRequest(json)
        let spans = try OTLPProtobufDecoder.decode(body).batch.plainSpans
        #expect(spans.count > 5)
        #expect(spans.count == expected.spans.count)
        for (span, expected) in zip(spans, expected.spans) {
            #expect(span == expected, "\(span.name)")
        }
    }

    @Test func `the recorded bodies are taken and refused as Jaeger did`() throws {
        let lines = String(
            decoding: try RepositoryFiles.fixtureBytes("otlp-protobuf/exchanges.jsonl"),
            as: UTF8.self
        ).split(separator: "\n")
        #expect(lines.count > 15)
        for line in lines {
            let object = try JSONSerialization.jsonObject(with: Data(line.utf8))
            let exchange = try #require(object as? [String: Any])
            let name = exchange["name"] as? String ?? ""
            let base64 = (exchange["body_base64"] as? String).flatMap { Data(base64Encoded: $0) }
            let body =
                base64.map { [UInt8]($0) } ?? [UInt8]((exchange["body"] as? String ?? "").utf8)
            if exchange["status"] as? Int == 200 {
                let request = try OTLPProtobufDecoder.decode(body)
                #expect(request.batch.count == exchange["accepted_spans"] as? Int, "\(name)")
            } else {
                #expect(throws: ProtobufError.self, "\(name)") {
                    try OTLPProtobufDecoder.decode(body)
                }
            }
        }
    }
}
