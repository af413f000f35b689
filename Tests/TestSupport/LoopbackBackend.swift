package import Collector
package import HTTPServer
import QueryServer
package import Storage
package import TraceModel

/// Receiver, queue, memory store and query API on free ports of 127.0.0.1, as `spoor serve` wires them.
package final class LoopbackBackend: Sendable {
    /// What of the query API there is.
    package enum Families: Sendable {
        case all
        /// No `/api/v3`, as in old servers.
        case legacyAlone
    }

    package let store: MemoryStore
    package let exporter: StorageExporter
    private let receiver: HTTPListener
    private let query: HTTPListener
    private let client = LoopbackClient()

    /// Listens at once; `adjust` changes how the receiver does.
    package init(
        limits: StoreLimits = StoreLimits(bytes: 256 << 20),
        families: Families = .all,
        now: @escaping @Sendable () -> Timestamp = { .now },
        adjust: (inout ListenerOptions) -> Void = { _ in }
    ) throws {
        let store = MemoryStore(limits: limits)
        let exporter = StorageExporter(writer: store)
        let otlp = OTLPHTTPReceiver(pipeline: SpanPipeline(exporter: exporter))
        var options = ListenerOptions()
        options.authorizeHead = { otlp.check($0) }
        adjust(&options)
        receiver = try HTTPListener(options: options, handler: .sync { otlp.answer($0) })
        let server = QueryServer(reader: store, dependencies: store, metrics: store, now: now)
        query = try HTTPListener(
            options: ListenerOptions(),
            handler: .async { request in
                if families == .legacyAlone, request.rawPath.hasPrefix("/api/v3") {
                    return .text(404, "404 page not found\n")
                }
                return await server.answer(request)
            }
        )
        self.store = store
        self.exporter = exporter
    }

    package var receiverPort: Int { receiver.port }
    package var queryPort: Int { query.port }
    package var queryURL: String { "http://127.0.0.1:\(query.port)" }

    /// Sends an OTLP request.
    package func send(
        _ body: [UInt8],
        type: String = "application/x-protobuf",
        encoding: String? = nil
    ) async throws -> LoopbackClient.Answer {
        var headers = [(name: "Content-Type", value: type)]
        if let encoding { headers.append(("Content-Encoding", encoding)) }
        return try await client.post(body, to: "/v1/traces", port: receiver.port, headers: headers)
    }

    /// Asks the query API for a path with its query.
    package func ask(_ target: String) async throws -> LoopbackClient.Answer {
        try await client.get(target, port: query.port)
    }

    /// Posts a text to the query API, as a browser does.
    package func post(_ body: String, to target: String) async throws -> LoopbackClient.Answer {
        let type = (name: "Content-Type", value: "text/plain;charset=UTF-8")
        return try await client.post(
            Array(body.utf8),
            to: target,
            port: query.port,
            headers: [type]
        )
    }

    /// Waits until what was accepted is stored or refused.
    package func drain() async -> Bool {
        await eventually { self.exporter.counts.queued == 0 }
    }

    package func stop() async {
        await receiver.stop()
        await exporter.stop(grace: .seconds(20))
        await query.stop()
    }
}
