import BackendWiring
import Collector
import Commands
import Demo
import Explorer
import Synchronization
import TraceModel

/// A simulated shop and the backend in this process that it sends to, over sockets as any other would.
final class RunningShop: Sendable {
    let backend: Backend
    private let sender: ShopSender
    private let log: ServeLog
    /// The fraction of the past that is filled in, 0...1.
    private let filled = Mutex(0.0)
    private let task = Mutex<Task<Void, Never>?>(nil)

    /// A shop that sends to `backend`; it opens with ``open()``.
    ///
    /// Throws a sentence when the manifest cannot be written.
    init(_ request: DemoRequest, _ backend: Backend, log: ServeLog) throws {
        self.backend = backend
        sender = try ShopSender(
            options: ShopOptions(seed: request.seed, rate: request.rate),
            endpoint: "http://\(try Self.receiver(of: backend).loopbackAddress)"
        )
        self.log = log
        if let path = request.manifest {
            try ManifestFile.write(sender.traffic.manifest().json(), to: path)
        }
    }

    private static func receiver(of backend: Backend) throws -> BackendListener {
        guard let receiver = backend.receiver(named: OTLPHTTPReceiver().name) else {
            throw NoReceiver()
        }
        return receiver
    }

    /// Where the backend's query API is.
    var queryURL: String { "http://\(backend.query.loopbackAddress)" }

    /// Fills in the past, then goes on in the present until ``close()``.
    func open() {
        let play = Task { await self.play() }
        task.withLock { $0 = play }
    }

    /// Stops sending, and logs what became of what was sent.
    func close() async {
        let play = task.withLock { $0 }
        play?.cancel()
        await play?.value
        let counts = sender.counts
        log.write(
            .info,
            "the shop is closed",
            [
                ("made", "\(counts.made)"), ("accepted", "\(counts.accepted)"),
                ("refused", "\(counts.refused)"), ("failed", "\(counts.failed)"),
                ("dropped", "\(counts.dropped)"),
            ]
        )
    }

    /// What the explorer's honesty line shows of the backend.
    var figures: SourceFigures {
        let counts = backend.pipeline.exporter.counts
        let share = filled.withLock { $0 }
        return SourceFigures(
            droppedSpans: counts.dropped,
            refusedSpans: counts.refused,
            evictedTraces: backend.store.counts.evictedTraces,
            underWay: share < 1 ? "filling in the last hour · \(Int(share * 100))%" : nil
        )
    }

    /// Fills in the past, and returns when all of it is stored.
    func fill() async {
        await fillIn()
        while backend.pipeline.exporter.counts.queued > 0, !Task.isCancelled {
            try? await Task.sleep(for: .milliseconds(5))
        }
    }

    private func play() async {
        await fillIn()
        await sender.run()
    }

    private func fillIn() async {
        do {
            try await sender.fillHistory { share in self.filled.withLock { $0 = share } }
        } catch  where !Task.isCancelled {
            log.write(.warning, "the last hour could not be filled in: \(error)")
        } catch {}
        filled.withLock { $0 = 1 }
    }
}

/// Why there is no demo: the shop sends OTLP, and the backend does not receive it.
struct NoReceiver: Error, CustomStringConvertible {
    var description: String { "The backend does not receive OTLP over HTTP." }
}
