import BackendWiring
import Collector
import Commands
import Glibc

extension Program {
    /// Runs the backend until SIGTERM or SIGINT.
    func serve(_ request: ServeRequest) async throws -> ExitCode {
        let log = ServeLog(format: request.logFormat)
        let signals = EndSignals()
        ResidentMemory.keepFewArenas()
        let backend = try backend(request, log: log)
        await end(backend, on: signals, log: log)
        return .found
    }

    /// Waits for a signal, stores what was accepted, and logs the counts of the whole run.
    ///
    /// `first` runs before the backend stops.
    func end(
        _ backend: Backend,
        on signals: EndSignals,
        log: ServeLog,
        first: () async -> Void = {}
    ) async {
        let watch = Task { await log.watch(backend) }
        defer { watch.cancel() }
        let name = await signals.next()
        log.write(.info, "stopping", [("signal", name)])
        await first()
        await backend.stop()
        let counts = backend.pipeline.exporter.counts
        log.write(
            .info,
            "stopped",
            [
                ("received", "\(counts.received)"), ("stored", "\(counts.stored)"),
                ("refused", "\(counts.refused)"), ("dropped", "\(counts.dropped)"),
            ]
        )
    }
}
