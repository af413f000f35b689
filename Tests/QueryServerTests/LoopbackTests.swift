import BackendWiring
import Client
import Collector
import Storage
import TestSupport
import Testing
import TraceModel
import WireFormats

/// The way of a span over two sockets: sent as OTLP, stored, and read by our own client.
@Suite struct LoopbackTests {
    private var sketch: TraceSketch {
        var sketch = TraceSketch(traceID: .named("checkout"), unit: 1)
        sketch.span("POST /checkout", 1..<1_000_001, service: "web", kind: .server)
        sketch.span(
            "charge",
            100_003..<900_007,
            parent: "POST /checkout",
            service: "payment",
            kind: .client,
            error: true,
            attributes: [
                "text": "grün", "yes": true, "many": 9_007_199_254_740_993, "half": 0.5,
                "bytes": .bytes([0, 255]), "none": .empty,
                "list": .array([.string("a"), .int(1)]),
                "map": .map([Attribute(key: "k", value: .double(-.infinity))]),
            ],
            resource: ["host.name": "a1"]
        )
        sketch.event("exception", at: 150_001, ["exception.type": "Declined"])
        sketch.link(to: "elsewhere", trace: "other")
        sketch.span("lost", 200_000..<300_000, parent: "never sent", service: "web")
        return sketch
    }

    @Test(arguments: ["application/x-protobuf", "application/json"])
    func `what was sent as OTLP is read back through the query API to the nanosecond`(
        type: String
    ) async throws {
        let backend = try LoopbackBackend()
        let sent = try #require(sketch.build().first)
        let isJSON = type == "application/json"
        let body = isJSON ? encodeTraces([sent], as: .otlpJSON) : OTLPProtobufEncoder.encode(sent)
        #expect(try await backend.send(body, type: type).status == 200)
        #expect(await eventually { backend.counts.stored == sent.count })
        let url = try BaseURL(backend.queryURL)
        let reader = QueryAPIReader(ServerOptions(baseURL: url))
        let answer = try await reader.trace(sent.id, near: nil, raw: true, progress: nil)
        let difference = TraceDifference(answer.trace, sent)
        #expect(difference.isEmpty, "\(difference)")
        #expect(try await reader.services() == ["payment", "web"])
        #expect(try await reader.operations(of: "web").map(\.name) == ["POST /checkout", "lost"])
        let found = try await reader.search(
            TraceQuery(
                service: "payment",
                attributes: [AttributeCondition(key: "many", value: "9007199254740993")],
                start: Timestamp(nanoseconds: sketch.epoch),
                end: Timestamp(nanoseconds: sketch.epoch).advanced(by: 1_000_000_000)
            ),
            progress: nil
        )
        #expect(found.summaries.map(\.id) == [sent.id])
        #expect(found.summaries.first?.orphanCount == 1)
        await backend.stop()
        #expect(backend.counts.isBalanced)
    }

    @Test func `of a trace whose earlier spans were deleted our client says so`() async throws {
        let store = Backend.memoryStore(StoreLimits(traces: 1))
        let backend = try LoopbackBackend(store: store)
        for (trace, id) in [(1, 1), (2, 1), (1, 2)] as [(UInt64, UInt64)] {
            var span = PlainSpan()
            span.traceID = TraceID(high: 1, low: trace)
            span.spanID = SpanID(id)
            span.parentID = SpanID(id - 1)
            _ = try await store.write(SpanBatch([span]))
        }
        let reader = QueryAPIReader(ServerOptions(baseURL: try BaseURL(backend.queryURL)))
        for raw in [true, false] {
            let answer = try await reader.trace(
                TraceID(high: 1, low: 1),
                near: nil,
                raw: raw,
                progress: nil
            )
            #expect(answer.trace.count == 1)
            #expect(
                answer.notes.contains { $0.contains("earlier spans of this trace were deleted") }
            )
        }
        await backend.stop()
    }
}
