import BackendWiring
import Collector
import HTTPServer
import TestSupport
import Testing
import TraceModel
import WireFormats

/// The backend as it is wired, and what it takes to add a receiver or a store to it.
@Suite struct BackendTests {
    private let text = [(name: "Content-Type", value: "text/plain")]

    private func request(_ count: Int) -> [UInt8] {
        OTLPProtobufEncoder.encode(
            SpanBatch(
                (0..<count).map { number in
                    var span = PlainSpan()
                    span.traceID = .named("sent")
                    span.spanID = SpanID(UInt64(number + 1))
                    span.resource.name = "web"
                    return span
                }
            )
        )
    }

    @Test func `a second receiver is one more in the list, and is counted under its own name`()
        async throws
    {
        let lines = LineReceiver()
        let backend = try LoopbackBackend(receivers: Backend.receivers + [.http(lines)])
        #expect(
            backend.backend.listeners.map(\.name) == [
                "otlp-grpc", "otlp-http", "collector-grpc", "lines-http", "query", "query-grpc",
                "metrics",
                "health",
            ]
        )
        #expect(try await backend.send(request(2)).status == 200)
        let answer = try await backend.send(Array("a\nb\nc".utf8), to: lines, headers: text)
        #expect(answer.status == 200)
        #expect(answer.text == "taken\n")
        #expect(await backend.drain())
        let services = try await backend.ask("/api/services").object?["data"] as? [String]
        #expect(services == ["lines", "web"])
        let metrics = try await backend.metrics()
        for (receiver, spans) in [("otlp", 2), ("lines", 3)] {
            let labels = "{receiver=\"\(receiver)\",transport=\"http\"}"
            #expect(metrics.contains("otelcol_receiver_accepted_spans\(labels) \(spans)"))
            #expect(metrics.contains("otelcol_receiver_refused_spans\(labels) 0"))
        }
        await backend.stop()
    }

    @Test func `what every receiver over HTTP needs, a second one has`() async throws {
        let lines = LineReceiver()
        let backend = try LoopbackBackend(receivers: Backend.receivers + [.http(lines)])
        let type = [(name: "Content-Type", value: "application/json")]
        let json = try await backend.send([], to: lines, headers: type)
        #expect(json.status == 415)
        #expect(json.text == "415 unsupported media type, supported: [text/plain]")
        let coded = text + [(name: "Content-Encoding", value: "rot13")]
        let unknown = try await backend.send(Array("a".utf8), to: lines, headers: coded)
        #expect(unknown.status == 400)
        #expect(unknown.text == "unsupported Content-Encoding: rot13\n")
        let long = [UInt8](repeating: 0x61, count: 101)
        let tooLong = try await backend.send(long, to: lines, headers: text)
        #expect(tooLong.status == 413)
        #expect(tooLong.text == "http: request body too large: the limit is 100 bytes\n")
        let malformed = try await backend.send(Array("a\n\nb".utf8), to: lines, headers: text)
        #expect(malformed.status == 400)
        #expect(malformed.text == "a line is empty\n")
        await backend.stop()
    }

    @Test func `a second store is one argument, and what it refuses is counted`() async throws {
        let store = EmptyStore()
        let backend = try LoopbackBackend(store: store)
        #expect(try await backend.send(request(3)).status == 200)
        #expect(await backend.drain())
        #expect(store.counts.refusedSpans == 3)
        let metrics = try await backend.metrics()
        let exporter = "{exporter=\"jaeger_storage_exporter\"}"
        #expect(metrics.contains("otelcol_exporter_send_failed_spans\(exporter) 3"))
        #expect(metrics.contains("otelcol_exporter_sent_spans\(exporter) 0"))
        #expect(metrics.contains("spoor_store_traces 0"))
        #expect(try await backend.ask("/api/services").object?["data"] as? [String] == [])
        let id = TraceID.named("sent").hex
        #expect(try await backend.ask("/api/v3/traces/\(id)").status == 404)
        #expect(try await backend.ask("/api/metrics/calls?service=web").status == 501)
        let answer = try await backend.ask("/api/dependencies?endTs=1&lookback=1")
        #expect((answer.object?["data"] as? [Any])?.isEmpty == true)
        await backend.stop()
        #expect(backend.counts.isBalanced)
    }

    @Test func `an address that is taken is named with the option that changes it`() async throws {
        let first = try LoopbackBackend()
        let port = try #require(first.backend.receiver(named: "otlp-http")).port
        var options = BackendOptions()
        options.usesFreePorts = true
        options.addresses = ["otlp-http": BackendOptions.Address(port: port)]
        do {
            let second = try Backend(store: EmptyStore(), options: options)
            await second.stop()
            Issue.record("two listeners on port \(port)")
        } catch {
            #expect(error.description.hasSuffix("with --otlp-http [HOST:]PORT."))
        }
        await first.stop()
    }
}
