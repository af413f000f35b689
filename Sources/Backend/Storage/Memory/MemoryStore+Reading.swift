import Synchronization
import TraceAnalysis
package import TraceModel

extension MemoryStore: TraceReader {
    package func describe() async throws(TraceReaderError) -> SourceDescription {
        SourceDescription(
            label: "spoor · memory",
            search: SearchAbility(route: .inProcess)
        )
    }

    package func services() async throws(TraceReaderError) -> [String] {
        state.withLock { $0.catalogue.serviceNames }
    }

    package func operations(
        of service: String
    ) async throws(TraceReaderError) -> [Operation] {
        state.withLock { $0.catalogue.operations(of: service) }
    }

    /// Times and ids are given as stored, whether the query is raw or not.
    package func search(
        _ query: TraceQuery,
        progress: ProgressHandler?
    ) async throws(TraceReaderError) -> SearchAnswer {
        let traces = try find(query)
        let summaries = traces.map { TraceSummary($0) }.sorted { $0.start > $1.start }
        var answer = SearchAnswer(summaries: summaries, limitHit: summaries.count == query.limit)
        answer.add(query.detail, of: traces)
        return answer
    }

    /// - Complexity: O(spans of the trace).
    package func trace(
        _ id: TraceID,
        near: ClosedRange<Timestamp>?,
        raw: Bool,
        progress: ProgressHandler?
    ) async throws(TraceReaderError) -> TraceAnswer {
        guard let trace = trace(id) else {
            throw TraceReaderError(.notFound, "there is no trace \(id.jaegerHex)")
        }
        return TraceAnswer(trace: trace)
    }

    /// The whole trace as of now, spans in the order received, or nil.
    package func trace(_ id: TraceID) -> Trace? {
        let (record, snapshot) = state.withLock { ($0.traces.record(of: id), $0.snapshot) }
        guard let record else { return nil }
        var gatherer = Snapshot.Gatherer(snapshot)
        gatherer.append(record)
        return gatherer.finish().first
    }
}
