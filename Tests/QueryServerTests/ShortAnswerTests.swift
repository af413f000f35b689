import BackendWiring
import HTTPServer
import TestSupport
import Testing
import TraceModel

@testable import QueryServer

/// Short answers while others hold all the memory of long ones.
@Suite struct ShortAnswerTests {
    private static let id = TraceID.named("short")

    /// A server whose store has a small trace and a larger one.
    private func server(larger count: Int = 3000) async throws -> QueryServer {
        let store = Backend.memoryStore()
        for (id, count) in [(Self.id, 10), (TraceID.named("large"), count)] {
            let spans = (0..<count).map { number in
                var span = PlainSpan()
                span.traceID = id
                span.spanID = SpanID(UInt64(number + 1))
                span.name = "span \(number)"
                span.resource.name = count == 10 ? "few" : "many"
                span.start = 1_790_000_000_000_000_000
                span.end = span.start + 5000
                return span
            }
            _ = try await store.write(SpanBatch(spans))
        }
        return QueryServer(
            reader: store,
            now: { Timestamp(nanoseconds: 1_790_000_001_000_000_000) }
        )
    }

    private func ask(_ server: QueryServer, _ target: String) async -> ServerResponse {
        let head = RequestHead(method: "GET", target: RequestTarget(target))
        return await server.answer(ServerRequest(head: head))
    }

    private func count(_ answer: ServerResponse) -> Int? {
        guard case .bytes(let bytes) = answer.body else { return nil }
        return bytes.count
    }

    @Test(arguments: [
        "/api/traces?service=few", "/api/traces/\(id.hex)", "/api/v3/traces/\(id.hex)",
        "/api/services",
    ])
    func `they do not wait for others to read long ones`(target: String) async throws {
        let server = try await server()
        let all = try await server.memory.share(server.memory.limit)
        let answer = await ask(server, target)
        #expect(answer.status == 200)
        #expect(count(answer) ?? 0 > 20)
        #expect(all.bytes == server.memory.limit)
    }

    @Test func `they hold memory of their own until they are sent`() async throws {
        let server = try await server()
        do {
            let answer = await ask(server, "/api/traces/\(Self.id.hex)")
            #expect(server.memory.used == count(answer))
        }
        #expect(server.memory.used == 0)
    }

    @Test func `where that is used up they wait like long ones, and hold nothing meanwhile`()
        async throws
    {
        let server = try await server()
        var short: Share? = server.memory.shortShare(server.memory.shortLimit)
        #expect(short != nil)
        #expect(server.memory.shortShare(1) == nil)
        let answer = await ask(server, "/api/traces/\(Self.id.hex)")
        #expect(answer.status == 200)
        #expect(server.memory.used == server.memory.shortLimit + (count(answer) ?? 0))
        short = nil
        #expect(server.memory.used == count(answer))
    }

    @Test func `what turns out to be long is none of them`() async throws {
        let server = try await server()
        for target in ["/api/traces/\(TraceID.named("large").hex)", "/api/traces?service=many"] {
            let answer = await ask(server, target)
            #expect(answer.status == 200)
            guard case .stream = answer.body else {
                Issue.record("\(target) is answered at once")
                continue
            }
        }
    }
}
