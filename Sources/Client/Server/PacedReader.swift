import TraceModel

/// A server asked by those who ask again and again: their questions go one after the other, and each request once.
struct PacedReader: TraceReader {
    /// Sends nothing a second time.
    let reader: QueryAPIReader
    let turns: RequestTurns

    var paced: any TraceReader { self }

    func describe() async throws(TraceReaderError) -> SourceDescription {
        try await reader.describe()
    }

    func services() async throws(TraceReaderError) -> [String] {
        try await turns.take { () throws(TraceReaderError) in try await reader.services() }
    }

    func operations(of service: String) async throws(TraceReaderError) -> [Operation] {
        try await turns.take { () throws(TraceReaderError) in
            try await reader.operations(of: service)
        }
    }

    func search(
        _ query: TraceQuery,
        progress: ProgressHandler?
    ) async throws(TraceReaderError) -> SearchAnswer {
        try await turns.take { () throws(TraceReaderError) in
            try await reader.search(query, progress: progress)
        }
    }

    func trace(
        _ id: TraceID,
        near: ClosedRange<Timestamp>?,
        raw: Bool,
        progress: ProgressHandler?
    ) async throws(TraceReaderError) -> TraceAnswer {
        try await turns.take { () throws(TraceReaderError) in
            try await reader.trace(id, near: near, raw: raw, progress: progress)
        }
    }

    func metrics(
        _ query: MetricsQuery
    ) async throws(TraceReaderError) -> ServiceMetricsAnswer? {
        try await turns.take { () throws(TraceReaderError) in
            try await reader.metrics(query, atOnce: false)
        }
    }
}
