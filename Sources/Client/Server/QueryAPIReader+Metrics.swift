package import TraceModel
import WireFormats

extension QueryAPIReader {
    package func metrics(
        _ query: MetricsQuery
    ) async throws(TraceReaderError) -> ServiceMetricsAnswer? {
        try await metrics(query, atOnce: true)
    }

    /// One request per figure: all of them at once, or one after the other.
    func metrics(
        _ query: MetricsQuery,
        atOnce: Bool
    ) async throws(TraceReaderError) -> ServiceMetricsAnswer? {
        var wanted: [QueryAPIRequest.Metric] = [
            .calls, .errors, .latency(quantile: 0.5), .latency(quantile: 0.95),
        ]
        if query.wantsP99 { wanted.append(.latency(quantile: 0.99)) }
        var answers: [DatedMetrics] = []
        if !atOnce {
            for metric in wanted {
                guard let answer = try await answer(metric, query).get() else { return nil }
                answers.append(answer)
            }
            return ServiceMetricsAnswer(answers)
        }
        let results = await withTaskGroup { group in
            for (index, metric) in wanted.enumerated() {
                group.addTask { (index, await self.answer(metric, query)) }
            }
            return await group.reduce(into: [Int: Result<DatedMetrics?, TraceReaderError>]()) {
                $0[$1.0] = $1.1
            }
        }
        for index in wanted.indices {
            // The server keeps all of them or none.
            guard let answer = try results[index]?.get() else { return nil }
            answers.append(answer)
        }
        return ServiceMetricsAnswer(answers)
    }

    /// Nil in a success means that the server keeps no metrics.
    private func answer(
        _ metric: QueryAPIRequest.Metric,
        _ query: MetricsQuery
    ) async -> Result<DatedMetrics?, TraceReaderError> {
        do throws(TraceReaderError) {
            let answer = try await sender.answer(.metrics(metric, query))
            // A service that is unknown has an empty answer: no route says nothing of what was asked for.
            if [404, 405, 501].contains(answer.status) || answer.isRouteAbsent {
                return .success(nil)
            }
            return .success((try read(answer) { MetricsAnswer($0) }, answer.timing.date))
        } catch {
            return .failure(error)
        }
    }
}

/// One figure of all services, and when the server told it.
private typealias DatedMetrics = (answer: MetricsAnswer, date: Timestamp?)

extension ServiceMetricsAnswer {
    fileprivate init(_ answers: [DatedMetrics]) {
        self.init(
            MetricsTable(answers.map(\.answer)).services,
            serverTime: answers.compactMap(\.date).max()
        )
    }
}

/// Puts the series of calls, errors, p50, p95 and perhaps p99 beside one another, in the order that services came.
private struct MetricsTable {
    private struct Key: Hashable {
        var service: String
        var operation: String?
    }

    private(set) var services: [ServiceMetrics] = []
    private var places: [Key: Int] = [:]

    /// `answers` are those to calls, errors, p50, p95 and perhaps p99.
    init(_ answers: [MetricsAnswer]) {
        let fields: [WritableKeyPath<ServiceMetrics, [MetricPoint]>] = [
            \ServiceMetrics.calls, \.errors, \.p50, \.p95, \.p99,
        ]
        for (index, (answer, field)) in zip(answers, fields).enumerated() {
            for series in answer.series {
                let key = Key(service: series.service, operation: series.operation)
                let place = places[key] ?? services.count
                if place == services.count {
                    places[key] = place
                    services.append(
                        ServiceMetrics(service: series.service, operation: series.operation)
                    )
                }
                services[place][keyPath: field] =
                    index < 2 ? series.points : series.points.map(Self.nanoseconds)
            }
        }
    }

    /// Latencies come in milliseconds.
    private static func nanoseconds(_ point: MetricPoint) -> MetricPoint {
        MetricPoint(time: point.time, value: point.value.map { $0 * 1_000_000 })
    }
}
