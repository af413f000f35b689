import BackendWiring
import Collector
import Foundation
import HTTPServer
import TestSupport
import Testing
import TraceModel
import WireFormats

@testable import QueryServer

/// Spans that nobody means to send: they are taken, come back, and cost no other span.
@Suite struct OddSpansTests {
    /// The odd span and a plain one in one request, read back as `/api/v3/traces/{id}` and search give them.
    private func readBack(_ make: (inout PlainSpan) -> Void) async throws -> [PlainSpan] {
        var odd = PlainSpan()
        odd.traceID = .named("odd")
        odd.spanID = SpanID(1)
        odd.name = "odd"
        odd.resource.name = "service"
        odd.start = 1_790_000_000_000_000_000
        odd.end = 1_790_000_000_000_000_007
        var plain = odd
        plain.spanID = SpanID(2)
        plain.name = "plain"
        make(&odd)
        let store = Backend.memoryStore()
        let exporter = StorageExporter(writer: store)
        let receiver = HTTPIntake(
            OTLPHTTPReceiver(),
            pipeline: SpanPipeline(exporter: exporter)
        )
        let head = RequestHead(
            method: "POST",
            target: RequestTarget("/v1/traces"),
            headers: ["Content-Type": "application/x-protobuf"]
        )
        let body = OTLPProtobufEncoder.encode(SpanBatch([odd, plain]))
        #expect(receiver.answerAtOnce(ServerRequest(head: head, body: body)).status == 200)
        await exporter.stop(grace: .seconds(20))
        #expect(exporter.counts.stored == 2)
        let server = QueryServer(reader: store)
        let targets = [
            "/api/traces/\(TraceID.named("odd").hex)",
            "/api/traces?service=service&start=0&end=18446744073709551",
            "/api/v3/traces/\(TraceID.named("odd").hex)?rawTraces=true",
        ]
        var spans: [PlainSpan] = []
        for target in targets {
            let head = RequestHead(method: "GET", target: RequestTarget(target))
            let answer = await server.answer(ServerRequest(head: head))
            #expect(answer.status == 200, "\(target)")
            guard case .bytes(let bytes) = answer.body else {
                // A long answer is streamed, which needs a socket: what it is made of has to do.
                spans = try await store.trace(.named("odd"), near: nil, raw: true, progress: nil)
                    .trace.spans.map { PlainSpan($0) }
                continue
            }
            _ = try JSONSerialization.jsonObject(with: Data(bytes))
            spans = try decodeTraces(bytes).traces.flatMap(\.spans).map { PlainSpan($0) }
            #expect(spans.contains { $0.name == "plain" }, "\(target)")
        }
        return spans
    }

    @Test func `ten thousand attributes are all kept`() async throws {
        let spans = try await readBack { span in
            span.attributes = (0..<10_000).map {
                Attribute(key: "key \($0)", value: .int(Int64($0)))
            }
        }
        #expect(spans.first { $0.spanID == SpanID(1) }?.attributes.count == 10_000)
    }

    @Test func `attributes nested a hundred deep come back`() async throws {
        var value = AttributeValue.string("bottom")
        for _ in 0..<100 { value = .array([value]) }
        let spans = try await readBack { span in
            span.attributes = [Attribute(key: "deep", value: value)]
        }
        #expect(spans.first { $0.spanID == SpanID(1) }?.attributes.first?.value == value)
    }

    @Test func `both of two equal keys come back raw`() async throws {
        let spans = try await readBack { span in
            span.attributes = [
                Attribute(key: "k", value: .int(1)), Attribute(key: "k", value: .int(2)),
            ]
        }
        #expect(spans.first { $0.spanID == SpanID(1) }?.attributes.count == 2)
    }

    @Test(
        arguments: [
            (0, 5), (9_000_000_000_000_000_000, 9_223_372_036_854_775_807),
            (18_446_744_073_709_551_000, 18_446_744_073_709_551_615),
        ] as [(UInt64, UInt64)]
    )
    func `times of 1970 and 2262 and the end of time come back exactly`(
        start: UInt64,
        end: UInt64
    ) async throws {
        let spans = try await readBack { ($0.start, $0.end) = (start, end) }
        let odd = try #require(spans.first { $0.spanID == SpanID(1) })
        #expect(odd.start == start)
        #expect(odd.end == end)
    }

    @Test func `a start after the end leaves a warning`() async throws {
        let spans = try await readBack { $0.end = $0.start - 1000 }
        let odd = try #require(spans.first { $0.spanID == SpanID(1) })
        #expect(odd.end == odd.start + 1)
        #expect(odd.warnings.count == 1)
    }

    @Test func `a span id of zero and a parent of itself come back`() async throws {
        let zero = try await readBack { $0.spanID = .zero }
        #expect(zero.count == 2)
        let loop = try await readBack { $0.parentID = $0.spanID }
        #expect(loop.count == 2)
    }

    @Test func `garbage cut anywhere and whole is refused and nothing is stored`() async throws {
        var random = SeededGenerator(seed: 7)
        let exporter = StorageExporter(writer: Backend.memoryStore())
        let receiver = HTTPIntake(
            OTLPHTTPReceiver(),
            pipeline: SpanPipeline(exporter: exporter)
        )
        for type in ["application/x-protobuf", "application/json"] {
            for length in 1...200 {
                // No field of a request begins so, nor any JSON document.
                let body =
                    [0xFF] + (0..<length).map { _ in UInt8.random(in: 0x80...0xFF, using: &random) }
                let head = RequestHead(
                    method: "POST",
                    target: RequestTarget("/v1/traces"),
                    headers: ["Content-Type": type]
                )
                let answer = receiver.answerAtOnce(ServerRequest(head: head, body: body))
                #expect(answer.status == 400, "seed 7, \(type), \(length)")
                #expect(answer.headers["Content-Type"] == type)
            }
        }
        await exporter.stop(grace: .zero)
        #expect(exporter.counts.received == 0)
    }
}
