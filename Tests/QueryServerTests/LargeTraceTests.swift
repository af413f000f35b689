import BackendWiring
import Foundation
import HTTPServer
import Storage
import TestSupport
import Testing
import TraceAnalysis
import TraceModel
import WireFormats

@testable import QueryServer

/// Traces of more spans than stand in memory at once when they are given out.
@Suite struct LargeTraceTests {
    private static let id = TraceID.named("large")
    private static let count = 5000

    private func store(_ limits: StoreLimits = StoreLimits()) async throws -> any TraceStore {
        let store = Backend.memoryStore(limits)
        for start in stride(from: 0, to: Self.count, by: 500) {
            let spans = (start..<start + 500).map { number in
                var span = PlainSpan()
                span.traceID = Self.id
                span.spanID = SpanID(UInt64(number + 1))
                span.parentID = number == 0 ? .zero : SpanID(UInt64(number / 3 + 1))
                span.name = "span \(number % 7)"
                span.resource.name = "service \(number % 4)"
                span.start = 1_790_000_000_000_000_000 + UInt64(number) * 10_000
                span.end = span.start + 5000
                span.attributes = [Attribute(key: "number", value: .int(Int64(number)))]
                return span
            }
            _ = try await store.write(SpanBatch(spans))
        }
        return store
    }

    private func body(_ target: String, of backend: LoopbackBackend) async throws -> [UInt8] {
        let answer = try await backend.ask(target)
        #expect(answer.status == 200)
        return Array(answer.text.utf8)
    }

    @Test(arguments: [TraceFormat.jaegerJSON, .otlpJSON], [true, false])
    func `such a trace comes whole, as it does in one piece`(
        format: TraceFormat,
        isRaw: Bool
    ) async throws {
        let store = try await store()
        let backend = try LoopbackBackend(store: store)
        let path =
            format == .jaegerJSON
            ? "/api/traces/\(Self.id.hex)?raw=\(isRaw)"
            : "/api/v3/traces/\(Self.id.hex)?raw_traces=\(isRaw)"
        var decoder = TraceDecoder(format: format == .jaegerJSON ? .jaegerJSON : .otlpJSON)
        try decoder.feed(try await body(path, of: backend))
        let decoded = try decoder.finish()
        let found = try #require(decoded.traces.first)
        #expect(decoded.traces.count == 1)
        let stored = try await store.trace(Self.id, near: nil, raw: true, progress: nil).trace
        let expected = isRaw ? stored : TraceAdjusters().adjust(stored)
        let difference = TraceDifference(found, expected)
        // Jaeger's JSON has microseconds alone; these times are whole ones.
        #expect(difference.isEmpty, "\(difference)")
        await backend.stop()
    }

    @Test func `its summary counts all of it`() async throws {
        let backend = try LoopbackBackend(store: try await store())
        let window =
            "query.start_time_min=2026-01-01T00:00:00Z&query.start_time_max=2027-01-01T00:00:00Z"
        let answer = try await backend.ask("/api/v3/trace-summaries?\(window)")
        let summaries = answer.object?["summaries"] as? [[String: Any]]
        #expect(summaries?.first?["spanCount"] as? Int == Self.count)
        #expect((summaries?.first?["services"] as? [Any])?.count == 4)
        await backend.stop()
    }

    @Test func `a trace that is deleted while it is sent is broken off, not cut short`()
        async throws
    {
        var limits = StoreLimits(traces: 1)
        limits.blockBytes = 64 << 10
        let store = try await store(limits)
        let memory = AnswerMemory(limit: 64 << 20)
        let server = QueryServer(reader: store)
        let trace = try await store.traceInParts(Self.id, near: nil, raw: true)
        var answer = TraceAnswer(
            FoundTraces(count: 1, inParts: { _ in trace }),
            as: JaegerDocument(),
            isRaw: true,
            isPretty: false,
            share: try await memory.share(1),
            server: server
        )
        #expect(try await answer.next() != nil)
        var other = PlainSpan()
        other.traceID = .named("other")
        other.spanID = SpanID(1)
        _ = try await store.write(SpanBatch([other]))
        let refusal = await #expect(throws: Refusal.self) {
            while try await answer.next() != nil {}
        }
        #expect(refusal?.status == 410)
    }

    @Test func `readers that do not read hold little, and others are answered`() async throws {
        let backend = try LoopbackBackend(store: try await store())
        let port = backend.queryPort
        let stuck = try await onOwnThread {
            try (0..<8).map { _ in
                let connection = try LoopbackConnection(to: port, receiveBuffer: 4096)
                connection.send(
                    "GET /api/traces/\(Self.id.hex) HTTP/1.1\r\nHost: localhost\r\n\r\n"
                )
                return connection
            }
        }
        #expect(await eventually { backend.backend.queryServer.memory.used > 0 })
        #expect(backend.backend.queryServer.memory.used <= backend.backend.queryServer.memory.limit)
        #expect(try await backend.ask("/api/services").status == 200)
        #expect(try await body("/api/traces/\(Self.id.hex)", of: backend).count > 1_000_000)
        for connection in stuck { connection.finish() }
        #expect(await eventually { backend.backend.queryServer.memory.used == 0 })
        await backend.stop()
    }

    @Test func `more parameters than anyone needs are refused in the form of the route`()
        async throws
    {
        let server = QueryServer(reader: Backend.memoryStore())
        let parameters = (0..<2000).map { "p\($0)=1" }.joined(separator: "&")
        for path in ["/api/services", "/api/v3/services"] {
            let head = RequestHead(method: "GET", target: RequestTarget("\(path)?\(parameters)"))
            let answer = await server.answer(ServerRequest(head: head))
            #expect(answer.status == 400)
            guard case .bytes(let bytes) = answer.body else { continue }
            #expect(String(decoding: bytes, as: UTF8.self).contains("more than 1000 parameters"))
        }
    }
}
