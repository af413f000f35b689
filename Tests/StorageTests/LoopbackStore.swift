import BackendWiring
import Client
import Collector
import Storage
import TestSupport
import TraceModel
import WireFormats

/// A store at the other end of two sockets: written to as OTLP over HTTP, read by our own client through the
/// query API.
final class LoopbackStore: ForwardingReader, TraceWriter {
    let base: any TraceReader
    private let backend: LoopbackBackend

    init(
        limits: StoreLimits,
        families: LoopbackBackend.Families = .all,
        overGRPC: Bool = false
    ) throws {
        backend = try LoopbackBackend(store: Backend.memoryStore(limits), families: families)
        if overGRPC {
            let port = backend.backend.queryGRPC.port
            base = GRPCQueryReader(
                ServerOptions(baseURL: try BaseURL("grpc://127.0.0.1:\(port)"))
            )
        } else {
            base = QueryAPIReader(ServerOptions(baseURL: try BaseURL(backend.queryURL)))
        }
    }

    /// Returns when the spans can be read, which the receiver does not wait for.
    func write(_ batch: SpanBatch) async throws(TraceWriterError) -> WriteReceipt {
        let before = backend.counts
        let status: Int
        do { status = try await backend.send(OTLPProtobufEncoder.encode(batch)).status } catch {
            throw TraceWriterError(isRetryable: false, message: "\(error)")
        }
        guard status == 200, await backend.drain() else {
            throw TraceWriterError(isRetryable: false, message: "answered \(status)")
        }
        let after = backend.counts
        return WriteReceipt(
            storedSpans: after.stored - before.stored,
            refusedSpans: after.refused - before.refused
        )
    }
}
