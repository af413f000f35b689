import BackendWiring
import HTTPServer
import TestSupport
import Testing
import TraceModel
import WireFormats

@Suite struct BackendLimitsTests {
    @Test func `the parts of the memory are less than half as much again`() {
        for megabytes in [32, 64, 128, 512, 4096] {
            let plan = MemoryPlan(total: megabytes * 1_000_000)
            let all = plan.store + plan.answers + plan.bodies + plan.queue
            #expect(all < plan.total / 2 * 3)
            #expect(plan.request <= plan.total / 4)
        }
    }

    @Test(arguments: [1024, 4096, 20_000, 1_000_000])
    func `all connections together need no more descriptors than there are`(descriptors: Int) {
        let limits = ConnectionLimits(bytes: 4 << 30, descriptors: descriptors)
        #expect(limits.receiver + limits.query + 2 * limits.telemetry + 128 <= descriptors)
        #expect(limits.receiver >= 8000 || descriptors < 17_000)
    }

    @Test(arguments: [32, 64, 128, 512, 2000, 8000])
    func `all connections together keep to the memory that is meant for them`(megabytes: Int) {
        let plan = MemoryPlan(total: megabytes * 1_000_000)
        let limits = ConnectionLimits(bytes: plan.connections, descriptors: 1_000_000)
        let others = limits.query + 2 * limits.telemetry
        #expect(
            limits.receiver * ConnectionLimits.bytesOfSender + others * ConnectionLimits.bytesOfOne
                <= plan.connections
        )
        #expect(limits.receiver >= 500 && limits.query >= 30 && limits.telemetry >= 10)
        #expect(limits.receiver >= 8000 || megabytes < 512)
    }

    @Test func `a page that had its name resolved to this machine reads nothing`() async throws {
        let backend = try LoopbackBackend()
        // A page has no way to speak gRPC without TLS.
        for listener in backend.backend.listeners where listener.http != nil {
            let port = listener.port
            let answer = try await onOwnThread {
                let connection = try LoopbackConnection(to: port)
                connection.send(
                    "GET / HTTP/1.1\r\nHost: rebound.example\r\nConnection: close\r\n\r\n"
                )
                return connection.receiveAll()
            }
            #expect(answer.hasPrefix("HTTP/1.1 403 "), "\(listener.name)")
            #expect(answer.contains("--allow-host NAME"))
        }
        await backend.stop()
    }

    @Test func `metrics tell of connections and memory`() async throws {
        let backend = try LoopbackBackend()
        let metrics = try await backend.metrics()
        #expect(metrics.contains("spoor_listener_connections{listener=\"metrics\"} 1"))
        for name in ["closed_idle", "refused", "stalled"] {
            #expect(metrics.contains("spoor_listener_\(name)_connections{listener=\"query\"} 0"))
        }
        for name in [
            "spoor_query_bytes", "spoor_query_refused", "spoor_receiver_bytes",
            "spoor_receiver_refused_requests", "spoor_store_continued_traces",
            "spoor_store_omitted_operations",
        ] {
            #expect(metrics.contains("\(name) 0"))
        }
        await backend.stop()
    }

    @Test func `a list of operations that is not whole says so beside it`() async throws {
        let backend = try LoopbackBackend()
        let spans = (1...10_500).map { number in
            var span = PlainSpan()
            span.traceID = TraceID(high: 1, low: UInt64(number))
            span.spanID = SpanID(1)
            span.resource.name = "ids"
            span.name = "GET /user/\(number)"
            span.start = 1_790_000_000_000_000_000
            span.end = span.start + 1
            return span
        }
        #expect(try await backend.send(OTLPProtobufEncoder.encode(SpanBatch(spans))).status == 200)
        #expect(await backend.drain())
        for path in [
            "/api/services/ids/operations", "/api/operations?service=ids",
            "/api/v3/operations?service=ids",
        ] {
            let answer = try await backend.ask(path)
            #expect(answer.status == 200)
            #expect(answer.omittedOperations == "500", "\(path)")
        }
        await backend.stop()
    }
}
