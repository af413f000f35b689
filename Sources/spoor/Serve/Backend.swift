import Collector
import Commands
import HTTPServer
import QueryServer
import Storage
import Synchronization
import TraceModel

/// Receiver, pipeline, store and query API in one process, with figures and health beside them.
final class Backend: Sendable {
    /// A socket that listens, by the name that readiness and flags have for it.
    struct Listener: Sendable {
        let name: String
        let listener: HTTPListener

        var address: String {
            let host = listener.host
            return (host.contains(":") ? "[\(host)]" : host) + ":\(listener.port)"
        }

        /// The same for whoever is on this machine: an address that stands for all of them is none to ask.
        var loopbackAddress: String {
            switch listener.host {
            case "0.0.0.0": "127.0.0.1:\(listener.port)"
            case "::", "[::]": "[::1]:\(listener.port)"
            default: address
            }
        }
    }

    /// Longest times of a stop, 15 seconds in all.
    private enum Grace {
        static let requests = Duration.seconds(4)
        static let queue = Duration.seconds(5)
        static let answers = Duration.seconds(2)
    }

    let pipeline: SpanPipeline
    let store: MemoryStore
    let receiver: Listener
    let query: Listener
    let metrics: Listener
    let health: Listener
    private let status: HealthBox

    var listeners: [Listener] { [receiver, query, metrics, health] }

    /// Listens on all addresses, or throws a sentence that names the flag to change and listens on none.
    init(_ request: ServeRequest, log: ServeLog) throws {
        let store = MemoryStore(
            limits: StoreLimits(bytes: request.memory, traces: request.maxTraces)
        )
        let queueLimits = SpanQueue.Limits(spans: request.queueSpans, bytes: request.queueMemory)
        let exporter = StorageExporter(writer: store, limits: queueLimits) { log.note($0) }
        let pipeline = SpanPipeline(exporter: exporter)
        let status = HealthBox()
        let figures = BackendFigures(pipeline: pipeline, store: store)
        do {
            let cors = request.corsOrigins
            let otlp = OTLPHTTPReceiver(
                pipeline: pipeline,
                cors: cors.isEmpty ? nil : CORSPolicy(allowedOrigins: cors)
            )
            receiver = try Self.listen(
                "otlp-http",
                request.otlpHTTP,
                request,
                adjust: { options in
                    options.bodyLimit = OTLPHTTPReceiver.usualBodyLimit
                    options.authorizeHead = { otlp.check($0) }
                    options.answerTooLarge = { otlp.answerTooLarge($0) }
                },
                .sync { otlp.answer($0) }
            )
            let server = QueryServer(
                reader: store,
                dependencies: store,
                metrics: store,
                product: ProgramVersion.text
            )
            query = try Self.listen(
                "query",
                request.query,
                request,
                .async { await server.answer($0) }
            )
            metrics = try Self.listen(
                "metrics",
                request.metrics,
                request,
                .sync { figures.answer($0) }
            )
            health = try Self.listen(
                "health",
                request.health,
                request,
                .sync { status.answer($0) }
            )
        } catch {
            Task { await exporter.stop(grace: .zero) }
            throw error
        }
        self.pipeline = pipeline
        self.store = store
        self.status = status
    }

    /// Receives no more, stores what was accepted, lets answers finish, and ends: within 15 seconds.
    func stop() async {
        status.beginStopping()
        await receiver.listener.stop(grace: Grace.requests)
        await pipeline.exporter.stop(grace: Grace.queue)
        await query.listener.stop(grace: Grace.answers)
        await metrics.listener.stop()
        await health.listener.stop()
    }

    private static func listen(
        _ name: String,
        _ address: ListenAddress,
        _ request: ServeRequest,
        adjust: (inout ListenerOptions) -> Void = { _ in },
        _ handler: ListenerHandler
    ) throws -> Listener {
        var options = ListenerOptions()
        options.host = address.host ?? request.host
        options.port = address.port
        adjust(&options)
        do {
            return Listener(
                name: name,
                listener: try HTTPListener(options: options, handler: handler)
            )
        } catch {
            throw CannotListen(name: name, reason: error)
        }
    }
}

/// Why the backend does not start, with the flag that helps.
struct CannotListen: Error, CustomStringConvertible {
    let name: String
    let reason: ListenError

    var description: String { "\(reason) with --\(name) [HOST:]PORT." }
}

/// The health that `/status` tells.
final class HealthBox: Sendable {
    private let status = Mutex(HealthStatus(start: .now, since: .now))

    func answer(_ request: ServerRequest) -> ServerResponse {
        status.withLock { $0 }.answer(request)
    }

    func beginStopping() {
        status.withLock { status in
            status.state = .stopping
            status.since = .now
        }
    }
}
