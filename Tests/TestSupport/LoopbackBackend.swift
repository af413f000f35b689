package import BackendWiring
package import Collector
import HTTPServer
import QueryServer
import Storage
package import TraceModel

/// The backend of `spoor serve` on free ports of 127.0.0.1.
package final class LoopbackBackend: Sendable {
    /// What of the query API there is.
    package enum Families: Sendable {
        case all
        /// No `/api/v3`, as in old servers.
        case legacyAlone
    }

    package let backend: Backend
    /// The query API with the families asked for.
    private let query: HTTPListener
    private let client = LoopbackClient()

    /// Listens at once, with a store in memory of its own unless one is given.
    package init(
        store: any TraceStore = Backend.memoryStore(StoreLimits(bytes: 256 << 20)),
        receivers: [BackendReceiver] = Backend.receivers,
        families: Families = .all,
        now: @escaping @Sendable () -> Timestamp = { .now }
    ) throws {
        var options = BackendOptions()
        options.usesFreePorts = true
        options.now = now
        let backend = try Backend(store: store, receivers: receivers, options: options)
        self.backend = backend
        query =
            if families == .all, let listener = backend.query.http { listener } else {
                try Self.legacy(backend)
            }
    }

    /// The same query API on a socket of its own, without the newer family.
    private static func legacy(_ backend: Backend) throws -> HTTPListener {
        try HTTPListener(
            options: ListenerOptions(),
            handler: .async { request in
                guard !request.rawPath.hasPrefix("/api/v3") else {
                    return .text(404, "404 page not found\n")
                }
                return await backend.queryServer.answer(request)
            }
        )
    }

    package var counts: SpanCounts { backend.pipeline.exporter.counts }
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
        return try await send(body, to: OTLPHTTPReceiver(), headers: headers)
    }

    /// Sends a request to a receiver.
    package func send(
        _ body: [UInt8],
        to receiver: any HTTPReceiver,
        headers: [(name: String, value: String)]
    ) async throws -> LoopbackClient.Answer {
        struct NoSuchReceiver: Error {}
        guard let port = backend.receiver(named: receiver.name)?.port else {
            throw NoSuchReceiver()
        }
        return try await client.post(body, to: receiver.path, port: port, headers: headers)
    }

    /// Asks the query API for a path with its query.
    package func ask(_ target: String) async throws -> LoopbackClient.Answer {
        try await client.get(target, port: query.port)
    }

    /// The metrics of the backend itself, as Prometheus is told them.
    package func metrics() async throws -> [String] {
        let listener = backend.telemetry.first { $0.name == BackendListener.Name.metrics }
        let port = listener?.port ?? 0
        return try await client.get("/metrics", port: port).text.split(separator: "\n")
            .map(String.init)
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
    package func drain() async -> Bool { await eventually { self.counts.queued == 0 } }

    package func stop() async {
        await backend.stop()
        await query.stop()
    }
}
