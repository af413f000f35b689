package import Collector
package import HTTPServer
package import QueryServer
package import TraceModel

/// Receivers, pipeline, store and query API in one process, with metrics and health of their own.
package final class Backend: Sendable {
    /// Longest times of a stop, 15 seconds in all.
    private enum Grace {
        static let requests = Duration.seconds(4)
        static let queue = Duration.seconds(5)
        static let answers = Duration.seconds(2)
    }

    package let store: any TraceStore
    /// What traces are kept in when somebody asks for it.
    package let archive: any TraceArchive
    package let pipeline: SpanPipeline
    package let queryServer: QueryServer
    package let memory: MemoryPlan
    /// The memory of bodies that are being received.
    package let bodies: ByteBudget
    /// Those of the receivers, in their order.
    package let receivers: [BackendListener]
    package let query: BackendListener
    /// The same over gRPC.
    package let queryGRPC: BackendListener
    /// Those that report on the backend itself.
    package let telemetry: [BackendListener]
    private let health = BackendHealth()

    /// All that listens, receivers first.
    package var listeners: [BackendListener] { receivers + [query, queryGRPC] + telemetry }

    /// Listens on all addresses, or on none.
    ///
    /// - Parameters:
    ///   - store: Where spans are written to, and what the query API reads.
    ///   - receivers: Each gets a listener.
    ///   - options: Addresses and limits.
    ///   - report: Called with what an operator should know about storing spans; must not block.
    /// - Throws: ``CannotListen``, a sentence that names the option to change.
    package init(
        store: any TraceStore,
        receivers: [BackendReceiver] = Backend.receivers,
        options: BackendOptions,
        report: @escaping @Sendable (StorageExporter.Event) -> Void = { _ in }
    ) throws(CannotListen) {
        let exporter = StorageExporter(writer: store, limits: options.queue, report: report)
        let pipeline = SpanPipeline(exporter: exporter, log: store.log)
        let archive = Self.memoryArchive(limit: options.memory.archive)
        let queryServer = QueryServer(
            reader: store,
            archive: archive,
            dependencies: store,
            metrics: store,
            product: options.product,
            now: options.now,
            limits: AnswerLimits(memory: options.memory.answers * 8)
        )
        let bodies = ByteBudget(limit: options.memory.bodies)
        let metrics = BackendMetrics(
            pipeline: pipeline,
            store: store,
            archive: archive,
            answers: queryServer.memory,
            bodies: bodies
        )
        let connections = ConnectionLimits(bytes: options.memory.connections)
        let cors = options.corsOrigins
        let policy = cors.isEmpty ? nil : CORSPolicy(allowedOrigins: cors)
        do throws(CannotListen) {
            var listening: [BackendListener] = []
            for receiver in receivers {
                switch receiver {
                case .http(let receiver):
                    listening.append(
                        try options.listen(
                            receiver,
                            pipeline,
                            policy,
                            bodies,
                            most: connections.receiver
                        )
                    )
                case .grpc(let receiver):
                    listening.append(try options.listen(receiver, pipeline, bodies))
                }
            }
            self.receivers = listening
            query = try options.listen(
                BackendListener.Name.query,
                port: 16686,
                most: connections.query,
                .async { await queryServer.answer($0) }
            ) { listener in
                listener.bodyLimit = options.memory.request
                listener.bodyMemory = bodies
            }
            queryGRPC = try options.listen(
                BackendListener.Name.queryGRPC,
                port: 16685,
                messageLimit: Self.longestQuestion,
                GRPCQuery(queryServer).handler
            )
            telemetry = [
                try options.listen(
                    BackendListener.Name.metrics,
                    port: 8888,
                    most: connections.telemetry,
                    .sync { metrics.answer($0) },
                    configure: Self.takeNoBodies
                ),
                try options.listen(
                    BackendListener.Name.health,
                    port: 13133,
                    most: connections.telemetry,
                    .sync { [health] in health.answer($0) },
                    configure: Self.takeNoBodies
                ),
            ]
        } catch {
            Task { await exporter.stop(grace: .zero) }
            throw error
        }
        memory = options.memory
        self.bodies = bodies
        self.store = store
        self.archive = archive
        self.pipeline = pipeline
        self.queryServer = queryServer
        metrics.listeners.set(listeners)
    }

    /// The listener of a receiver by the receiver's name; nil if the backend has no such receiver.
    package func receiver(named name: String) -> BackendListener? {
        receivers.first { $0.name == name }
    }

    /// Receives no more, stores what was accepted, lets answers finish, closes the store, and ends: within 15 seconds, unless the
    /// disk is slow.
    package func stop() async {
        health.beginStopping()
        await stop(receivers, grace: Grace.requests)
        await pipeline.exporter.stop(grace: Grace.queue)
        await stop([query, queryGRPC], grace: Grace.answers)
        await store.close()
        await stop(telemetry, grace: .zero)
    }

    /// Bytes of a question over gRPC; no query comes near it.
    private static let longestQuestion = 1 << 20

    /// For listeners whose questions stand in their first lines.
    private static func takeNoBodies(_ options: inout ListenerOptions) {
        options.bodyLimit = 64 << 10
    }

    /// Stops listeners side by side.
    private func stop(_ listeners: [BackendListener], grace: Duration) async {
        await withTaskGroup { group in
            for listener in listeners {
                group.addTask { await listener.stop(grace: grace) }
            }
        }
    }
}
