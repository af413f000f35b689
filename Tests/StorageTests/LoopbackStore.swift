import Client
import Collector
import Storage
import TestSupport
import TraceModel
import WireFormats

/// A store at the other end of two sockets: written to as OTLP over HTTP, read by our own client through the
/// query API.
final class LoopbackStore: TraceReader, TraceWriter {
    private let backend: LoopbackBackend
    private let reader: QueryAPIReader

    init(limits: StoreLimits, families: LoopbackBackend.Families) throws {
        backend = try LoopbackBackend(limits: limits, families: families)
        reader = QueryAPIReader(ServerOptions(baseURL: try BaseURL(backend.queryURL)))
    }

    /// Returns when the spans can be read, which the receiver does not wait for.
    func write(_ batch: SpanBatch) async throws(TraceWriterError) -> WriteReceipt {
        let before = backend.exporter.counts
        let status: Int
        do { status = try await backend.send(OTLPProtobufEncoder.encode(batch)).status } catch {
            throw TraceWriterError(isRetryable: false, message: "\(error)")
        }
        guard status == 200, await backend.drain() else {
            throw TraceWriterError(isRetryable: false, message: "answered \(status)")
        }
        let after = backend.exporter.counts
        return WriteReceipt(
            storedSpans: after.stored - before.stored,
            refusedSpans: after.refused - before.refused
        )
    }

    func describe() async throws(TraceReaderError) -> SourceDescription {
        try await reader.describe()
    }

    func services() async throws(TraceReaderError) -> [String] { try await reader.services() }

    func operations(of service: String) async throws(TraceReaderError) -> [Operation] {
        try await reader.operations(of: service)
    }

    func search(
        _ query: TraceQuery,
        progress: ProgressHandler?
    ) async throws(TraceReaderError) -> SearchAnswer {
        try await reader.search(query, progress: progress)
    }

    func trace(
        _ id: TraceID,
        near: ClosedRange<Timestamp>?,
        raw: Bool,
        progress: ProgressHandler?
    ) async throws(TraceReaderError) -> TraceAnswer {
        try await reader.trace(id, near: near, raw: raw, progress: progress)
    }

    func metrics(_ query: MetricsQuery) async throws(TraceReaderError) -> ServiceMetricsAnswer? {
        try await reader.metrics(query)
    }
}
