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

    package func metrics(
        _ query: MetricsQuery
    ) async throws(TraceReaderError) -> ServiceMetricsAnswer? {
        let step = max(query.step, 1)
        let series = try await spanMetrics(
            SpanMetricsQuery(
                services: query.services,
                byOperation: query.byOperation,
                end: query.end,
                lookback: query.lookback,
                step: step,
                window: step,
                quantiles: query.wantsP99 ? [0.5, 0.95, 0.99] : [0.5, 0.95]
            )
        )
        let metrics = series.map { series in
            let seconds = Double(step) / 1e9
            func points(_ value: (SpanMetricsPoint) -> Double?) -> [MetricPoint] {
                series.points.map { MetricPoint(time: $0.time, value: value($0)) }
            }
            return ServiceMetrics(
                service: series.service,
                operation: series.operation,
                calls: points { $0.calls == 0 ? nil : Double($0.calls) / seconds },
                errors: points { $0.calls == 0 ? nil : Double($0.errors) / Double($0.calls) },
                p50: points { $0.latencies[0] },
                p95: points { $0.latencies[1] },
                p99: query.wantsP99 ? points { $0.latencies[2] } : []
            )
        }
        return ServiceMetricsAnswer(metrics)
    }
}
