import Client
import HTTPServer
import TestSupport
import Testing
import TraceModel

struct AnswerTimingTests {
    @Test func `dates of HTTP are read, and nothing else is`() {
        #expect(
            HTTPDate.timestamp("Sun, 06 Nov 1994 08:49:37 GMT")
                == Timestamp(nanoseconds: 784_111_777_000_000_000)
        )
        for text in [
            "", "Sun Nov  6 08:49:37 1994", "Sun, 06 Nov 1994 08:49:37", "x, 06 Foo 1994 1 GMT",
        ] {
            #expect(HTTPDate.timestamp(text) == nil, "\(text)")
        }
    }

    @Test func `an answer tells the server's clock and how many traces came`() async throws {
        let server = try ScriptedServer()
        let reader = try makeReader(server.url)
        let answer = try await reader.search(recordedQuery(nil, limit: 5), progress: nil)
        #expect(answer.serverTime != nil)
        #expect(answer.receivedCount == 0)
        #expect(answer.calls == nil)
    }

    @Test func `what cannot be read of an answer is counted`() async throws {
        let summary = """
            {"traceId":"0af7651916cd43dd8448eb211c80319c","minStartTimeUnixNano":"1",\
            "maxEndTimeUnixNano":"2","spanCount":1}
            """
        let server = try ScriptedServer { request in
            guard request.path == "/api/v3/trace-summaries", request.rawQuery != nil else {
                return nil
            }
            return .json(#"{"summaries":[\#(summary),{"traceId":"x"},7]}"#)
        }
        let reader = try makeReader(server.url)
        let answer = try await reader.search(recordedQuery(nil, limit: 5), progress: nil)
        #expect(answer.summaries.count == 1)
        #expect(answer.malformedCount == 2)
        #expect(answer.notes.count == 1)
        #expect(answer.receivedCount == 3)
    }

    @Test func `a server that is asked too often says for how long not to`() async throws {
        let server = try ScriptedServer { request in
            guard request.path == "/api/v3/trace-summaries", request.rawQuery != nil else {
                return nil
            }
            return ServerResponse(
                status: 429,
                headers: ["Retry-After": "17"],
                body: .bytes(Array("slow down".utf8))
            )
        }
        let reader = try makeReader(server.url)
        let error = await failure {
            _ = try await reader.search(recordedQuery(nil, limit: 5), progress: nil)
        }
        #expect(error?.kind == .refused(status: 429))
        #expect(error?.retryAfter == 17_000_000_000)
    }

    @Test func `whole traces travel where calls are wanted`() throws {
        let dialect = Dialect(lists: .v3, search: .summaries, trace: .v3)
        var query = TraceQuery(start: .zero, end: .zero)
        #expect(try SearchPlan(query, dialect: dialect).route == .summaries)
        query.detail = .calls
        #expect(try SearchPlan(query, dialect: dialect).route == .v3Traces)
    }
}
