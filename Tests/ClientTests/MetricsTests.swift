import Client
import HTTPServer
import TestSupport
import Testing
import TraceModel

struct MetricsTests {
    private let query = MetricsQuery(
        services: ["frontend"],
        end: Timestamp(nanoseconds: 1_795_254_395_098_000_000),
        lookback: 1_800_000_000_000,
        step: 60_000_000_000,
        window: 600_000_000_000
    )

    @Test(arguments: RecordedSet.jaegers)
    func `rates, errors and latencies of a service stand side by side`(
        set: RecordedSet
    ) async throws {
        try await withRecorded(set) { reader, _ in
            let answer = try #require(try await reader.metrics(query))
            let services = answer.metrics
            #expect(services.map(\.service) == ["frontend"])
            let metrics = try #require(services.first)
            #expect(metrics.operation == nil)
            #expect(answer.serverTime != nil)
            #expect(metrics.callsPerSecond.count > 10)
            #expect(metrics.callsPerSecond.compactMap(\.value).allSatisfy { $0 >= 0 && $0 < 1000 })
            #expect(metrics.errorShare.compactMap(\.value).allSatisfy { (0...1).contains($0) })
            // Milliseconds on the wire.
            let slow = try #require(metrics.p95.compactMap(\.value).max())
            #expect(slow > 1_000_000)
            #expect(metrics.p95.contains { $0.value == nil }, "NaN is time without calls")
            for (p50, p95) in zip(metrics.p50, metrics.p95) {
                #expect(p50.time == p95.time)
                if let low = p50.value, let high = p95.value { #expect(low <= high) }
            }
        }
    }

    @Test func `a server without metrics has none, which is no error`() async throws {
        try await withRecorded(.victoria) { reader, _ in
            let metrics = try await reader.metrics(query)
            #expect(metrics == nil)
        }
        let answers = [
            (501, #"{"errors":[{"code":501,"msg":"disabled"}]}"#), (404, "404 page not found"),
            (404, #"{"errors":[{"code":404,"msg":"no such route"}]}"#),
            (405, #"{"message":"method not allowed"}"#),
        ]
        for (status, body) in answers {
            let server = try ScriptedServer { request in
                request.path.hasPrefix("/api/metrics/") ? .text(status, body) : nil
            }
            let metrics = try await makeReader(server.url).metrics(query)
            #expect(metrics == nil)
        }
    }

    @Test func `a metrics store that fails is an error`() async throws {
        let server = try ScriptedServer { request in
            request.path == "/api/metrics/errors"
                ? .text(500, #"{"errors":[{"code":500,"msg":"prometheus is away"}]}"#)
                : request.path.hasPrefix("/api/metrics/") ? .json(#"{"metrics":[]}"#) : nil
        }
        let reader = try makeReader(server.url)
        let error = await failure { _ = try await reader.metrics(query) }
        #expect(error?.message.contains("prometheus is away") == true)
    }
}
