package import TraceModel
import WireFormats

extension QueryAPIReader {
    /// Sends one request per figure: all of them at once, or one after the other.
    package func metrics(
        _ query: MetricsQuery
    ) async throws(TraceReaderError) -> ServiceMetricsAnswer? {
        try await bound { () throws(TraceReaderError) in try await figures(query) }
    }

    private func figures(
        _ query: MetricsQuery
    ) async throws(TraceReaderError) -> ServiceMetricsAnswer? {
        var answers: [FigureAnswer] = []
        if !sendsAtOnce {
            for figure in query.figures {
                guard let answer = try await answer(figure, query).get() else { return nil }
                answers.append(answer)
            }
            return ServiceMetricsAnswer(answers)
        }
        let results = await withTaskGroup { group in
            for (index, figure) in query.figures.enumerated() {
                group.addTask { (index, await self.answer(figure, query)) }
            }
            return await group.reduce(into: [Int: Result<FigureAnswer?, TraceReaderError>]()) {
                $0[$1.0] = $1.1
            }
        }
        for index in query.figures.indices {
            // The server keeps all of them or none.
            guard let answer = try results[index]?.get() else { return nil }
            answers.append(answer)
        }
        return ServiceMetricsAnswer(answers)
    }

    /// Nil in a success means that the server keeps no metrics.
    private func answer(
        _ figure: MetricsFigure,
        _ query: MetricsQuery
    ) async -> Result<FigureAnswer?, TraceReaderError> {
        do throws(TraceReaderError) {
            let answer = try await sender.answer(.metrics(figure, query))
            // A service that is unknown has an empty answer: no route says nothing of what was asked for.
            if [404, 405, 501].contains(answer.status) || answer.isRouteAbsent {
                return .success(nil)
            }
            return .success((figure, try read(answer) { MetricsAnswer($0) }, answer.timing.date))
        } catch {
            return .failure(error)
        }
    }
}

/// One figure of all services, and when the server answered.
private typealias FigureAnswer = (
    figure: MetricsFigure, answer: MetricsAnswer, date: Timestamp?
)

extension ServiceMetricsAnswer {
    fileprivate init(_ answers: [FigureAnswer]) {
        self.init(
            MetricsTable(answers).services,
            serverTime: answers.compactMap(\.date).max()
        )
    }
}

/// Puts the figures of each service beside one another, in the order that services came.
private struct MetricsTable {
    private struct Key: Hashable {
        var service: String
        var operation: String?
    }

    private(set) var services: [ServiceMetrics] = []
    private var places: [Key: Int] = [:]

    init(_ answers: [FigureAnswer]) {
        for (figure, answer, _) in answers {
            for series in answer.series {
                let key = Key(service: series.service, operation: series.operation)
                let place = places[key] ?? services.count
                if place == services.count {
                    places[key] = place
                    services.append(
                        ServiceMetrics(service: series.service, operation: series.operation)
                    )
                }
                services[place][figure] = Self.points(series.points, of: figure)
            }
        }
    }

    /// Latencies come in milliseconds.
    private static func points(
        _ points: [MetricPoint],
        of figure: MetricsFigure
    ) -> [MetricPoint] {
        switch figure {
        case .calls, .errors: points
        case .latency:
            points.map { MetricPoint(time: $0.time, value: $0.value.map { $0 * 1_000_000 }) }
        }
    }
}
