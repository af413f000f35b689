package import TraceModel

extension SpanStore: TraceStore {
    /// Computed from the spans held, sorted by service and operation; a call counts when it ended.
    ///
    /// Latencies are right to within 2 %.
    ///
    /// - Complexity: O(segments, spans of those that a window begins or ends in, and points of each series).
    package func metrics(
        _ query: MetricsQuery
    ) async throws(TraceReaderError) -> ServiceMetricsAnswer? {
        guard query.step > 0, query.window > 0, query.lookback >= 0 else {
            throw TraceReaderError(.invalidQuery, "step, window and lookback must be positive")
        }
        guard query.lookback / query.step < 11_000 else {
            throw TraceReaderError(
                .invalidQuery,
                "more than 11,000 points were asked for; take a longer step or a shorter lookback"
            )
        }
        let moments = WindowMoments(query)
        var calls = MetricCalls(query, moments)
        let snapshot = snapshot()
        for part in snapshot.parts { calls.add(part, of: snapshot) }
        let series = calls.series.count
        guard series * moments.count * query.figures.count <= limits.metricPoints else {
            throw TraceReaderError(
                .invalidQuery,
                "\(series) series of \(moments.count) points are more than \(limits.metricPoints) points; "
                    + "take a longer step, a shorter lookback or fewer services"
            )
        }
        let metrics = calls.series.map { key, calls in
            var metrics = ServiceMetrics(service: key.service, operation: key.operation)
            for (figure, points) in zip(query.figures, calls.points(of: query, at: moments)) {
                metrics[figure] = points
            }
            return metrics
        }
        return ServiceMetricsAnswer(
            metrics.sorted { ($0.service, $0.operation ?? "") < ($1.service, $1.operation ?? "") }
        )
    }
}
