package import TraceModel

/// A source that a test asks for searches alone: it has no operations, gives no trace by its id, and keeps no metrics.
package protocol SearchedSource: TraceReader {}

extension SearchedSource {
    package func operations(of service: String) async throws(TraceReaderError) -> [Operation] { [] }

    package func trace(
        _ id: TraceID,
        near: ClosedRange<Timestamp>?,
        raw: Bool,
        progress: ProgressHandler?
    ) async throws(TraceReaderError) -> TraceAnswer {
        throw TraceReaderError(.notFound, "there is no trace \(id.hex)")
    }

    package func metrics(
        _ query: MetricsQuery
    ) async throws(TraceReaderError) -> ServiceMetricsAnswer? { nil }
}
