import TraceModel

/// The backend of this process: asked over its socket as by any other client, except that its store is read
/// directly by searches and reports arrivals unasked.
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
        // Lists have the figures of whole traces, which need not travel over a socket within one process.
        try await store.search(query, progress: progress)
    }

    var paced: any TraceReader { EmbeddedReader(base: base.paced, store: store) }

    func arrivals() -> AsyncStream<ArrivalBatch>? { store.arrivals() }
}
