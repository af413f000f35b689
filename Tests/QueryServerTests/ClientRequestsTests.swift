import Foundation
import TestSupport
import Testing
import TraceModel

/// What Jaeger's UI, old and new, and Grafana's Jaeger data source ask gets what they read.
@Suite struct ClientRequestsTests {
    /// Holds traces of a recording, at a time soon after them.
    private func backend() async throws -> LoopbackBackend {
        let backend = try LoopbackBackend(
            now: { Timestamp(nanoseconds: 1_795_259_000_000_000_000) }
        )
        let names: Set = ["shop-01", "shop-09", "hotrod-04", "hotrod-05"]
        for trace in try RecordedTrace.all() where names.contains(trace.name) {
            for request in trace.storage { _ = try await backend.send(request) }
        }
        #expect(await backend.drain())
        return backend
    }

    @Test(arguments: ClientRequest.all)
    func `a request of a client gets what the client reads`(
        request: ClientRequest
    ) async throws {
        let backend = try await backend()
        let answer =
            request.method == "POST"
            ? try await backend.post(request.body ?? "", to: request.target)
            : try await backend.ask(request.target)
        #expect(answer.status == request.status)
        #expect(answer.contentType == request.contentType)
        let document = try #require(answer.object)
        for path in request.reads {
            let fault = ReadPath.fault(path, in: document)
            #expect(fault == nil, "\(path): \(fault ?? "")")
        }
        await backend.stop()
    }

    @Test func `a search finds what its conditions say, as each client spells them`() async throws {
        let backend = try await backend()
        let operation = "GET%20%2Fdispatch"
        let times = "start=1795250000000000&end=1795259000000000"
        for target in [
            "/api/traces?service=frontend&operation=\(operation)&\(times)&limit=20&lookback=custom",
            "/api/traces?end=1795259000000000&limit=20&lookback=1h&maxDuration&minDuration"
                + "&operation=\(operation)&service=frontend&start=1795250000000000",
        ] {
            let traces = try await backend.ask(target).object?["data"] as? [[String: Any]] ?? []
            #expect(Set(traces.compactMap { $0["traceID"] as? String }) == Self.dispatches)
        }
        for name in ["operation_name", "operationName", "span_name"] {
            let answer = try await backend.ask(
                "/api/v3/trace-summaries?query.service_name=frontend&query.\(name)=GET+%2Fdispatch"
                    + "&query.start_time_min=2026-11-21T08%3A00%3A00.000Z"
                    + "&query.start_time_max=2026-11-21T12%3A00%3A00.000Z&query.num_traces=20"
            )
            let found = answer.object?["summaries"] as? [[String: Any]] ?? []
            #expect(Set(found.compactMap { $0["traceId"] as? String }) == Self.dispatches)
        }
        await backend.stop()
    }

    /// The two of HotROD.
    private static let dispatches: Set = [
        "c1e01312f5de65d4e23f7d455f4172ce", "eb36ef9f2362a411c44db5901dfd47ee",
    ]
}
