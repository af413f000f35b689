import Synchronization
import TraceModel

/// A store that refuses everything, so that nothing is ever found in it.
final class EmptyStore: TraceStore {
    private let refused = Mutex(0)

    var counts: StoreCounts {
        var counts = StoreCounts()
        counts.refusedSpans = refused.withLock { $0 }
        return counts
    }

    func write(_ batch: SpanBatch) async throws(TraceWriterError) -> WriteReceipt {
        refused.withLock { $0 += batch.count }
        return WriteReceipt(storedSpans: 0, refusedSpans: batch.count, refusal: "it stays empty")
    }

    func describe() async throws(TraceReaderError) -> SourceDescription {
        SourceDescription(label: "empty")
    }

    func services() async throws(TraceReaderError) -> [String] { [] }

    func operations(of service: String) async throws(TraceReaderError) -> [Operation] { [] }

    func search(
        _ query: TraceQuery,
        progress: ProgressHandler?
    ) async throws(TraceReaderError) -> SearchAnswer {
        SearchAnswer(summaries: [], limitHit: false)
    }

    func traces(matching query: TraceQuery) async throws(TraceReaderError) -> FoundTraces {
        FoundTraces([])
    }

    func trace(
        _ id: TraceID,
        near: ClosedRange<Timestamp>?,
        raw: Bool,
        progress: ProgressHandler?
    ) async throws(TraceReaderError) -> TraceAnswer {
        throw TraceReaderError(.notFound, "there is no trace \(id.jaegerHex)")
    }

    func dependencies(
        from start: Timestamp,
        to end: Timestamp
    ) async throws(TraceReaderError) -> [DependencyLink] { [] }

    func metrics(
        _ query: MetricsQuery
    ) async throws(TraceReaderError) -> ServiceMetricsAnswer? { nil }
}
