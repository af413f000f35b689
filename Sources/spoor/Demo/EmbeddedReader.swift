import TraceModel

/// The backend of this process, asked over its socket as any other client would, save for what its store tells
/// without being asked.
struct EmbeddedReader: ForwardingReader {
    /// The query API.
    let base: any TraceReader
    let store: any TraceReader

    func describe() async throws(TraceReaderError) -> SourceDescription {
        var description = try await base.describe()
        description.search.route = .inProcess
        return description
    }

    func search(
        _ query: TraceQuery,
        progress: ProgressHandler?
    ) async throws(TraceReaderError) -> SearchAnswer {
        // Spans are looked at here: no reason to carry whole traces over a socket for that.
        query.detail == .summary
            ? try await base.search(query, progress: progress)
            : try await store.search(query, progress: progress)
    }

    var paced: any TraceReader { EmbeddedReader(base: base.paced, store: store) }

    func arrivals() -> AsyncStream<ArrivalBatch>? { store.arrivals() }
}
