import Client
import HTTPClient
import HTTPServer
import Synchronization
import TestSupport
import Testing
import TraceModel

/// Servers that answer badly, late, or not at all.
struct FailureTests {
    private func trace(_ reader: QueryAPIReader) async throws -> TraceAnswer {
        try await reader.trace(traceOfV3, near: nil, raw: false, progress: nil)
    }

    private func isTrace(_ request: ServerRequest) -> Bool {
        request.path == "/api/v3/traces/" + traceOfV3.hex
    }

    @Test(arguments: [502, 503, 504])
    func `a server that is not well is asked three times`(status: Int) async throws {
        let server = try ScriptedServer { request in
            isTrace(request) ? .text(status, "upstream is away\n") : nil
        }
        let reader = try makeReader(server.url)
        let error = await failure { _ = try await trace(reader) }
        #expect(error?.kind == .refused(status: status))
        #expect(error?.message.contains("“upstream is away”") == true)
        #expect(error?.message.contains("GET \(server.url)/api/v3/traces/") == true)
        #expect(server.count("/api/v3/traces/" + traceOfV3.hex) == 3)
    }

    @Test func `one that recovers is heard`() async throws {
        let left = Atomic(2)
        let server = try ScriptedServer { request in
            guard isTrace(request) else { return nil }
            let isOver = left.subtract(1, ordering: .relaxed).oldValue <= 0
            return isOver ? .json(wholeTraceOfV3) : .text(503, "starting\n")
        }
        #expect(try await trace(try makeReader(server.url)).trace.count == 1)
    }

    @Test(arguments: [
        (400, TraceReaderError.Kind.invalidQuery), (401, .unauthorized), (403, .unauthorized),
        (429, .refused(status: 429)), (500, .refused(status: 500)), (501, .unsupported),
        (418, .refused(status: 418)),
    ])
    func `a refusal is final and told in the server's words`(
        status: Int,
        kind: TraceReaderError.Kind
    ) async throws {
        let server = try ScriptedServer { request in
            isTrace(request)
                ? .text(status, #"{"error":{"httpCode":0,"message":"not with me"}}"#) : nil
        }
        let reader = try makeReader(server.url)
        let error = await failure { _ = try await trace(reader) }
        #expect(error?.kind == kind)
        #expect(error?.message.contains("answered \(status)") == true)
        #expect(error?.message.contains("“not with me”") == true)
        #expect(server.count("/api/v3/traces/" + traceOfV3.hex) == 1)
    }

    @Test func `a body that breaks off is not asked for again, and says how much came`()
        async throws
    {
        let server = try ScriptedServer { request in
            isTrace(request) ? .brokenOff(spanOfV3 + ",", length: 100_000) : nil
        }
        let reader = try makeReader(server.url)
        let error = await failure { _ = try await trace(reader) }
        #expect(error?.kind == .unreachable)
        #expect(error?.message.contains("broke off") == true)
        #expect(error?.message.contains("1 span had come") == true)
        #expect(server.count("/api/v3/traces/" + traceOfV3.hex) == 1)
    }

    @Test func `a connection that breaks before the body is tried again`() async throws {
        let server = try ScriptedServer { request in
            isTrace(request) ? .brokenOff("", length: 1000) : nil
        }
        let reader = try makeReader(server.url)
        let error = await failure { _ = try await trace(reader) }
        #expect(error?.kind == .unreachable)
        #expect(server.count("/api/v3/traces/" + traceOfV3.hex) == 3)
    }

    @Test func `a body that ends too early as JSON names the place`() async throws {
        let server = try ScriptedServer { request in isTrace(request) ? .json(spanOfV3) : nil }
        let reader = try makeReader(server.url)
        let error = await failure { _ = try await trace(reader) }
        #expect(error?.kind == .malformedAnswer)
        #expect(error?.message.contains("byte \(spanOfV3.utf8.count)") == true)
    }

    @Test func `a server that stalls is given up`() async throws {
        let server = try ScriptedServer { request in
            guard isTrace(request) else { return nil }
            return .late { try? await ContinuousClock().sleep(for: .seconds(3600)) }
        }
        var options = TransportOptions()
        options.stallTimeout = .seconds(1)
        let reader = try makeReader(server.url, transport: options)
        let error = await failure { _ = try await trace(reader) }
        #expect(error?.kind == .unreachable)
        #expect(error?.message.contains("silent") == true)
        #expect(server.count("/api/v3/traces/" + traceOfV3.hex) == 1, "a time limit is final")
    }

    @Test func `nobody there is one sentence`() async throws {
        let nobody = try UnusedPort()
        let reader = try makeReader("http://127.0.0.1:\(nobody.port)")
        let error = await failure { _ = try await reader.services() }
        #expect(error?.kind == .unreachable)
        #expect(error?.message.contains("cannot connect to 127.0.0.1:\(nobody.port)") == true)
    }

    @Test func `a login page instead of data is told by its title`() async throws {
        let server = try ScriptedServer { request in
            request.path == "/api/v3/services"
                ? nil
                : ServerResponse(
                    status: 200,
                    body: .bytes(Array("<html><title>Sign in to Acme</title>".utf8))
                )
        }
        let reader = try makeReader(server.url)
        for error in [
            await failure { _ = try await trace(reader) },
            await failure { _ = try await reader.operations(of: "a") },
        ] {
            #expect(error?.message.contains("“Sign in to Acme”") == true)
            #expect(error?.message.contains("login") == true)
        }
    }

    @Test func `cancelling closes the connection`() async throws {
        let left = Atomic(false)
        let server = try ScriptedServer { request in
            guard isTrace(request) else { return nil }
            return .late {
                try? await ContinuousClock().sleep(for: .seconds(3600))
                left.store(Task.isCancelled, ordering: .relaxed)
            }
        }
        let reader = try makeReader(server.url)
        let task = Task { await failure { _ = try await trace(reader) } }
        #expect(
            await eventually(within: .seconds(300)) { server.requests.contains(where: isTrace) }
        )
        task.cancel()
        #expect(await task.value?.kind == .cancelled)
        #expect(await eventually(within: .seconds(300)) { left.load(ordering: .relaxed) })
    }

    @Test func `a v3 trace route that is not there is asked once, then the legacy one`()
        async throws
    {
        let legacy = """
            {"data":[{"traceID":"\(traceOfV3.hex)","spans":[{"traceID":"\(traceOfV3.hex)",\
            "spanID":"01","operationName":"x","startTime":1,"duration":1,"processID":"p1"}],\
            "processes":{"p1":{"serviceName":"a"}}}]}
            """
        let server = try ScriptedServer { request in
            request.path == "/api/traces/" + traceOfV3.hex ? .json(legacy) : nil
        }
        let reader = try makeReader(server.url)
        for _ in 0..<2 { #expect(try await trace(reader).trace.count == 1) }
        #expect(server.count("/api/v3/traces/" + traceOfV3.hex) == 1)
    }

    @Test func `a hint of time that is refused is left out`() async throws {
        let server = try ScriptedServer { request in
            guard isTrace(request) else { return nil }
            return request.rawQuery == nil
                ? .json(wholeTraceOfV3) : .text(400, "unknown parameter start_time\n")
        }
        let answer = try await makeReader(server.url).trace(
            traceOfV3,
            near: recordedStart...recordedEnd,
            raw: false,
            progress: nil
        )
        #expect(answer.trace.count == 1)
    }

    @Test func `the wrong trace is not shown for the right one`() async throws {
        let server = try ScriptedServer { request in
            request.path.hasPrefix("/api/v3/traces/") ? .json(wholeTraceOfV3) : nil
        }
        let reader = try makeReader(server.url)
        let error = await failure {
            _ = try await reader.trace(try id("1"), near: nil, raw: false, progress: nil)
        }
        #expect(error?.kind == .malformedAnswer)
        #expect(error?.message.contains(traceOfV3.hex) == true)
    }
}
