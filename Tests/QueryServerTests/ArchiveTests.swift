import BackendWiring
import Client
import Collector
import HTTPServer
import QueryServer
import Storage
import TestSupport
import Testing
import TraceModel
import WireFormats

/// Traces in the archive of our own backend, through both families of the API.
@Suite struct ArchiveTests {
    private func trace(_ name: String) throws -> Trace {
        var sketch = TraceSketch(traceID: .named(name), unit: 1_000)
        sketch.span("GET /", 0..<100, service: "web", kind: .server)
        sketch.span("charge", 10..<90, parent: "GET /", service: "payment", error: true)
        return try #require(sketch.build().first)
    }

    private func send(_ trace: Trace, to backend: LoopbackBackend, total: Int) async throws {
        let status = try await backend.send(OTLPProtobufEncoder.encode(trace)).status
        #expect(status == 200)
        #expect(await eventually { backend.counts.stored == total })
    }

    private func reader(_ backend: LoopbackBackend) throws -> QueryAPIReader {
        QueryAPIReader(ServerOptions(baseURL: try BaseURL(backend.queryURL)))
    }

    @Test(arguments: [LoopbackBackend.Families.all, .legacyAlone])
    func `an archived trace is read when the store has it no more, and searches do not find it`(
        families: LoopbackBackend.Families
    ) async throws {
        let limits = StoreLimits(traces: 3)
        let backend = try LoopbackBackend(store: Backend.memoryStore(limits), families: families)
        let kept = try trace("kept")
        try await send(kept, to: backend, total: 2)
        let reader = try reader(backend)
        try await reader.archive(kept.id)
        let newer = ["b", "c", "d"]
        for (number, name) in newer.enumerated() {
            try await send(try trace(name), to: backend, total: 2 * number + 4)
        }
        let answer = try await reader.trace(kept.id, near: nil, raw: true, progress: nil)
        #expect(TraceDifference(answer.trace, kept).isEmpty)
        let corrected = try await reader.trace(kept.id, near: nil, raw: false, progress: nil)
        #expect(corrected.trace.count == 2)
        let found = try await reader.search(
            TraceQuery(service: "web", start: .zero, end: .now, limit: 2),
            progress: nil
        )
        #expect(found.summaries.count == 2)
        #expect(found.summaries.allSatisfy { $0.id != kept.id })
        // What is in the archive alone stays there.
        try await reader.archive(kept.id)
        #expect(backend.backend.archive.counts.spans == 2)
        let figures = try await backend.metrics()
        #expect(
            figures.contains("spoor_archive_traces 1") && figures.contains("spoor_archive_spans 2")
        )
        await backend.stop()
    }

    @Test func `answers are those of Jaeger with an archive`() async throws {
        let backend = try LoopbackBackend()
        let kept = try trace("kept")
        try await send(kept, to: backend, total: 2)
        for _ in 0..<2 {
            let answer = try await backend.post("", to: "/api/archive/\(kept.id.hex)")
            #expect(answer.status == 200)
            #expect(answer.text == #"{"data":[],"total":0,"limit":0,"offset":0,"errors":[]}"#)
        }
        let unknown = try await backend.post("", to: "/api/archive/123")
        #expect(unknown.status == 404 && unknown.text.contains(#""msg":"trace not found""#))
        #expect(try await backend.post("", to: "/api/archive/xyz").status == 400)
        #expect(try await backend.ask("/api/archive/\(kept.id.hex)").status == 404)
        #expect(try await backend.ask("/").text.contains(#""archiveStorage":true"#))
        await backend.stop()
    }

    @Test func `a trace that the archive has no room for is refused with what to do`() async throws
    {
        var sketch = TraceSketch(traceID: .named("large"), unit: 1_000)
        let words = String(repeating: "x", count: 2 << 20)
        sketch.span("span", 0..<1, attributes: ["note": .string(words)])
        let large = try #require(sketch.build().first)
        let store = Backend.memoryStore()
        _ = try await store.write(SpanBatch(columns: large.columns))
        let server = QueryServer(reader: store, archive: MemoryArchive(limit: 1 << 20))
        let target = RequestTarget("/api/archive/\(large.id.hex)")
        let head = RequestHead(method: "POST", target: target)
        let answer = await server.answer(ServerRequest(head: head))
        #expect(answer.status == 507)
        guard case .bytes(let bytes) = answer.body else {
            Issue.record("an answer without a body")
            return
        }
        let text = String(decoding: bytes, as: UTF8.self)
        #expect(text.contains("the archive has no room for this trace"))
        #expect(text.contains("save the trace to a file"))
    }
}
