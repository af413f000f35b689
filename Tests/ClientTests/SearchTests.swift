import Client
import HTTPServer
import Synchronization
import TestSupport
import Testing
import TraceModel

struct SearchTests {
    @Test(arguments: RecordedSet.jaegers)
    func `a kind is tested here and said so`(set: RecordedSet) async throws {
        try await withRecorded(set) { reader, _ in
            for (kind, count) in [(SpanKind.server, 20), (.consumer, 0)] {
                let query = recordedQuery(
                    "frontend",
                    operation: "GET /dispatch",
                    kind: kind,
                    limit: 20
                )
                let found = try await reader.search(query, progress: nil)
                #expect(found.summaries.count == count)
                #expect(found.filteredHere == ["kind=\(kind.name)"])
                #expect(found.limitHit, "the server's limit was hit whatever is left")
            }
        }
    }

    @Test func `all services at once go where the server can`() async throws {
        try await withRecorded(.v220) { reader, _ in
            let found = try await reader.search(recordedQuery(nil, limit: 3), progress: nil)
            #expect(found.summaries.count == 3)
        }
        try await withRecorded(.victoria) { reader, _ in
            let error = await failure {
                _ = try await reader.search(recordedQuery(nil, limit: 3), progress: nil)
            }
            #expect(error?.kind == .unsupported)
        }
    }

    @Test func `a server's remarks beside its traces become notes`() async throws {
        let server = try ScriptedServer { request in
            switch request.path {
            case "/api/v3/services": return .text(404, "404 page not found\n")
            case "/api/services": return .json(#"{"data":["a"]}"#)
            case "/api/traces":
                return .json(
                    """
                    {"data":[{"traceID":"1","spans":[{"traceID":"1","spanID":"2","startTime":5,\
                    "duration":7,"operationName":"o","processID":"p1","tags":[]}],\
                    "processes":{"p1":{"serviceName":"a"}}}],\
                    "errors":[{"msg":"one shard is away","traceID":"ff"}]}
                    """
                )
            default: return nil
            }
        }
        let reader = try makeReader(server.url)
        let found = try await reader.search(recordedQuery("a", limit: 5), progress: nil)
        #expect(found.summaries.map(\.rootOperation) == ["o"])
        #expect(found.notes.contains { $0.contains("one shard is away (ff)") })
        #expect(!found.limitHit)
    }

    @Test func `progress is told at the beginning and the end, not at every chunk`() async throws {
        let body = Array(spanOfV3.utf8) + [0x7D]
        let server = try ScriptedServer { request in
            guard request.path.hasPrefix("/api/v3/traces/") else { return nil }
            return ServerResponse(
                status: 200,
                body: .stream(length: nil) { writer in
                    try await writer.write(Array(spanOfV3.utf8))
                    for _ in 0..<200 {
                        try await writer.write([UInt8](repeating: 0x20, count: 20_000))
                    }
                    try await writer.write(Array("]}]}]}}".utf8))
                }
            )
        }
        let told = Mutex<[LoadProgress]>([])
        let reader = QueryAPIReader(
            ServerOptions(
                baseURL: try BaseURL(server.url),
                clock: ReaderClock(StandingClock())
            )
        )
        let answer = try await reader.trace(traceOfV3, near: nil, raw: false) { progress in
            told.withLock { $0.append(progress) }
        }
        #expect(answer.trace.count == 1)
        let progress = told.withLock { $0 }
        #expect(progress.count == 2)
        #expect(progress.last == LoadProgress(bytes: body.count + 4_000_006, spans: 1))
    }
}

/// A clock whose time does not pass.
private struct StandingClock: Clock {
    struct Instant: InstantProtocol {
        var offset = Duration.zero

        func advanced(by duration: Duration) -> Instant { Instant(offset: offset + duration) }
        func duration(to other: Instant) -> Duration { other.offset - offset }
        static func < (left: Instant, right: Instant) -> Bool { left.offset < right.offset }
    }

    var now: Instant { Instant() }
    var minimumResolution: Duration { .nanoseconds(1) }

    func sleep(until deadline: Instant, tolerance: Duration?) async throws {}
}
