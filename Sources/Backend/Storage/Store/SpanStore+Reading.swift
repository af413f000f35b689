import Synchronization
import TraceAnalysis
package import TraceModel

extension SpanStore: TraceReader {
    package func describe() async throws(TraceReaderError) -> SourceDescription {
        SourceDescription(
            label: disk == nil ? "spoor · memory" : "spoor · disk",
            search: SearchAbility(route: .inProcess)
        )
    }

    package func services() async throws(TraceReaderError) -> [String] {
        let dead = snapshot().deadOperations()
        return state.withLock { $0.catalogue.serviceNames(without: dead) }
    }

    package func operations(
        of service: String
    ) async throws(TraceReaderError) -> [Operation] {
        let dead = snapshot().deadOperations()
        return state.withLock { $0.catalogue.operations(of: service, without: dead) }
    }

    package func omittedOperations(of service: String) async -> Int {
        state.withLock { $0.catalogue.omittedOperations(of: service) }
    }

    /// Times and ids are given as stored, whether the query is raw or not.
    package func search(
        _ query: TraceQuery,
        progress: ProgressHandler?
    ) async throws(TraceReaderError) -> SearchAnswer {
        let found = try find(query)
        var answer: SearchAnswer
        if query.detail == .summary {
            let summaries = found.indices.compactMap { index in
                found.inParts(index).flatMap { TraceSummary($0) }
            }
            answer = SearchAnswer(summaries: summaries, limitHit: found.count == query.limit)
        } else {
            let traces = found.indices.compactMap { found.inParts($0)?.whole() }
            answer = SearchAnswer(
                summaries: traces.map { TraceSummary($0) },
                limitHit: found.count == query.limit
            )
            answer.add(query.detail, of: traces)
        }
        answer.summaries.sort { $0.start > $1.start }
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

    package func traceInParts(
        _ id: TraceID,
        near: ClosedRange<Timestamp>?,
        raw: Bool
    ) async throws(TraceReaderError) -> TraceInParts {
        guard let (record, snapshot) = record(of: id),
            let trace = StoredTrace(record, of: self, snapshot)
        else {
            throw TraceReaderError(.notFound, "there is no trace \(id.jaegerHex)")
        }
        return trace.inParts
    }

    /// The whole trace as of now, spans in the order received, or nil.
    package func trace(_ id: TraceID) -> Trace? {
        guard let (record, snapshot) = record(of: id) else { return nil }
        var gatherer = Snapshot.Gatherer(snapshot)
        gatherer.append(record)
        return gatherer.finish().first
    }
}
