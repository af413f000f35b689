package import TraceModel

extension SpanStore: TraceStore {
    /// Computed from the spans held, sorted by service and operation; a call counts when it ended.
    ///
    /// Latencies are right to within 2 %.
    ///
    /// - Complexity: O(spans held in the time asked for, and points of each series).
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
        let first = query.end.advanced(by: -query.lookback)
        let opening = first.advanced(by: -query.window)
        var calls: [SeriesKey: [Call]] = [:]
        let snapshot = snapshot()
        for part in snapshot.parts where part.mayHoldEnds(after: opening.nanoseconds) {
            let keys = SeriesKey.keys(of: query, in: part)
            guard keys.contains(where: { $0 != nil }) else { continue }
            part.forEachSpan(from: snapshot.oldestOrdinal) { span in
                guard let key = keys[span.operation] else { return }
                guard span.end > opening.nanoseconds, span.end <= query.end.nanoseconds else {
                    return
                }
                let duration = span.end - min(span.start, span.end)
                calls[key, default: []].append(
                    Call(end: span.end, duration: duration, isError: span.isError)
                )
            }
        }
        let points = Int(query.lookback / query.step) + 1
        guard calls.count * points * query.figures.count <= limits.metricPoints else {
            throw TraceReaderError(
                .invalidQuery,
                "\(calls.count) series of \(points) points are more than \(limits.metricPoints) points; "
                    + "take a longer step, a shorter lookback or fewer services"
            )
        }
        let metrics = calls.map { key, calls in
            var metrics = ServiceMetrics(service: key.service, operation: key.operation)
            let calls = calls.sorted { $0.end < $1.end }
            let points = Self.points(of: calls, first: first, query)
            for (figure, points) in zip(query.figures, points) { metrics[figure] = points }
            return metrics
        }
        return ServiceMetricsAnswer(
            metrics.sorted { ($0.service, $0.operation ?? "") < ($1.service, $1.operation ?? "") }
        )
    }

    /// The points of each figure asked for: slides the window over calls that are sorted by their ends.
    private static func points(
        of calls: [Call],
        first: Timestamp,
        _ query: MetricsQuery
    ) -> [[MetricPoint]] {
        var points = [[MetricPoint]](repeating: [], count: query.figures.count)
        var histogram = LatencyHistogram()
        var errors = 0
        var (oldest, next) = (0, 0)
        var time = first
        while time <= query.end {
            while next < calls.count, calls[next].end <= time.nanoseconds {
                histogram.add(calls[next].duration)
                if calls[next].isError { errors += 1 }
                next += 1
            }
            let opening = time.advanced(by: -query.window).nanoseconds
            while oldest < next, calls[oldest].end <= opening {
                histogram.remove(calls[oldest].duration)
                if calls[oldest].isError { errors -= 1 }
                oldest += 1
            }
            for (index, figure) in query.figures.enumerated() {
                let value: Double? =
                    switch figure {
                    case .calls: Double(histogram.count) / (Double(query.window) / 1e9)
                    case .errors:
                        histogram.count == 0 ? nil : Double(errors) / Double(histogram.count)
                    case .latency(let quantile): histogram.quantile(quantile)
                    }
                points[index].append(MetricPoint(time: time, value: value))
            }
            guard time < query.end else { break }
            time = time.advanced(by: query.step)
        }
        return points
    }
}

/// One call as metrics see it; times in nanoseconds.
private struct Call {
    var end: UInt64
    var duration: UInt64
    var isError: Bool
}

private struct SeriesKey: Hashable {
    var service: String
    var operation: String?

    /// The series that the spans of each operation of a part belong to; nil where they do not count.
    static func keys(of query: MetricsQuery, in part: StorePart) -> [SeriesKey?] {
        (0..<part.operationCount).map { place in
            let (service, operation) = part.operation(at: place)
            guard let kind = operation.kind, query.kinds.contains(kind),
                query.services.contains(service)
            else { return nil }
            return SeriesKey(
                service: service,
                operation: query.byOperation ? operation.name : nil
            )
        }
    }
}
