import Client
import Storage
import TraceModel

/// The backend of this process, asked over its socket as any other client would, save that it tells by itself
/// what comes.
struct EmbeddedReader: TraceReader {
    let api: any TraceReader
    let store: MemoryStore

    func describe() async throws(TraceReaderError) -> SourceDescription {
        var description = try await api.describe()
        description.search.route = .inProcess
        return description
    }

    func services() async throws(TraceReaderError) -> [String] { try await api.services() }

    func operations(of service: String) async throws(TraceReaderError) -> [Operation] {
        try await api.operations(of: service)
    }

    func search(
        _ query: TraceQuery,
        progress: ProgressHandler?
    ) async throws(TraceReaderError) -> SearchAnswer {
        // Spans are looked at here: no reason to carry whole traces over a socket for that.
        query.detail == .summary
            ? try await api.search(query, progress: progress)
            : try await store.search(query, progress: progress)
    }

    func trace(
        _ id: TraceID,
        near: ClosedRange<Timestamp>?,
        raw: Bool,
        progress: ProgressHandler?
    ) async throws(TraceReaderError) -> TraceAnswer {
        try await api.trace(id, near: near, raw: raw, progress: progress)
    }

    func metrics(
        _ query: MetricsQuery
    ) async throws(TraceReaderError) -> ServiceMetricsAnswer? {
        try await api.metrics(query)
    }

    var paced: any TraceReader { EmbeddedReader(api: api.paced, store: store) }

    func arrivals() -> AsyncStream<ArrivalBatch>? { store.arrivals() }
}
