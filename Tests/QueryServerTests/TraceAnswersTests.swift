import BackendWiring
import Foundation
import HTTPServer
import TestSupport
import Testing
import TraceModel

@testable import QueryServer

@Suite struct TraceAnswersTests {
    private func server(_ sketch: TraceSketch) async throws -> QueryServer {
        let store = Backend.memoryStore()
        if let columns = sketch.build().first?.columns {
            _ = try await store.write(SpanBatch(columns: columns))
        }
        return QueryServer(
            reader: store,
            dependencies: store,
            metrics: store,
            now: { Timestamp(nanoseconds: TraceSketch.defaultEpoch).advanced(by: 60_000_000_000) }
        )
    }

    private func ask(_ server: QueryServer, _ target: String) async throws -> (Int, [String: Any]) {
        let head = RequestHead(method: "GET", target: RequestTarget(target))
        let answer = await server.answer(ServerRequest(head: head))
        guard case .bytes(let bytes) = answer.body else { return (answer.status, [:]) }
        let json = try JSONSerialization.jsonObject(with: Data(bytes)) as? [String: Any]
        return (answer.status, json ?? [:])
    }

    private var twoTraces: TraceSketch {
        var sketch = TraceSketch(traceID: .named("one"))
        sketch.span("GET /", 0..<10, service: "web", kind: .server)
        sketch.span("query", 2..<5, parent: "GET /", service: "db", error: true)
        sketch.trace("two")
        sketch.span("GET /cart", 20..<30, service: "web", kind: .server)
        return sketch
    }

    @Test func `the same id twice gives the trace once`() async throws {
        let id = TraceID.named("one").hex
        let (status, json) = try await ask(
            server(twoTraces),
            "/api/traces?traceID=\(id)&traceID=\(id)"
        )
        #expect(status == 200)
        #expect((json["data"] as? [Any])?.count == 1)
        #expect(json["errors"] is NSNull)
    }

    @Test func `numbers that JSON has no form for do not break an answer`() async throws {
        var sketch = TraceSketch(traceID: .named("odd"))
        sketch.span(
            "odd",
            0..<1,
            attributes: ["nan": .double(.nan), "inf": .double(-.infinity)]
        )
        let server = try await server(sketch)
        let (status, json) = try await ask(server, "/api/traces?service=service")
        #expect(status == 200)
        #expect((json["data"] as? [Any])?.count == 1)
        let (v3, result) = try await ask(server, "/api/v3/traces/\(TraceID.named("odd").hex)")
        #expect(v3 == 200)
        #expect(result["result"] != nil)
    }

    @Test func `summaries leave out zeros and name the root`() async throws {
        let window =
            "query.startTimeMin=2025-12-31T23:00:00Z&query.start_time_max=2026-01-01T01:00:00Z"
        let (status, json) = try await ask(
            server(twoTraces),
            "/api/v3/trace-summaries?\(window)&query.service_name=db"
        )
        #expect(status == 200)
        let summaries = try #require(json["summaries"] as? [[String: Any]])
        let summary = try #require(summaries.first)
        #expect(summaries.count == 1)
        #expect(summary["traceId"] as? String == TraceID.named("one").hex)
        #expect(summary["rootServiceName"] as? String == "web")
        #expect(summary["spanCount"] as? Int == 2)
        #expect(summary["errorSpanCount"] as? Int == 1)
        #expect(summary["orphanSpanCount"] == nil)
        let shares = try #require(summary["services"] as? [[String: Any]])
        #expect(shares.map { $0["name"] as? String } == ["db", "web"])
    }

    @Test func `a search for one span does not take conditions from two`() async throws {
        let server = try await server(twoTraces)
        let (_, both) = try await ask(server, "/api/traces?service=web&operation=query")
        #expect((both["data"] as? [Any])?.isEmpty == true)
        let (_, one) = try await ask(
            server,
            "/api/traces?service=web&minDuration=10ms&tag=error:true"
        )
        #expect((one["data"] as? [Any])?.isEmpty == true)
    }

    @Test func `dependencies are edges with counts, one service's if asked for`() async throws {
        let server = try await server(twoTraces)
        let (status, json) = try await ask(server, "/api/dependencies")
        #expect(status == 200)
        let edges = try #require(json["data"] as? [[String: Any]])
        #expect(edges.count == 1)
        #expect(edges.first?["parent"] as? String == "web")
        #expect(edges.first?["child"] as? String == "db")
        let (_, none) = try await ask(server, "/api/dependencies?service=other")
        #expect((none["data"] as? [Any])?.isEmpty == true)
    }

    @Test func `metrics are computed from the spans that are held`() async throws {
        let server = try await server(twoTraces)
        let (status, json) = try await ask(
            server,
            "/api/metrics/calls?service=web&step=60000&lookback=60000&ratePer=60000"
        )
        #expect(status == 200)
        #expect(json["name"] as? String == "service_call_rate")
        let series = try #require(json["metrics"] as? [[String: Any]])
        let points = try #require(series.first?["metricPoints"] as? [[String: Any]])
        let value = try #require((points.last?["gaugeValue"] as? [String: Any])?["doubleValue"])
        #expect(abs((value as? Double ?? 0) - 2.0 / 60) < 1e-9)
    }

    @Test(arguments: [
        "step=1&lookback=3600000000", "step=0", "ratePer=-1", "lookback=-1",
    ])
    func `metrics that would cost without end are refused`(parameters: String) async throws {
        let (status, _) = try await ask(
            server(twoTraces),
            "/api/metrics/calls?service=web&\(parameters)"
        )
        #expect(status == 400)
    }

    @Test func `without readers of metrics and dependencies the routes say so`() async throws {
        let server = QueryServer(reader: Backend.memoryStore())
        #expect(try await ask(server, "/api/metrics/calls?service=web").0 == 501)
        #expect(try await ask(server, "/api/dependencies").0 == 501)
    }
}
