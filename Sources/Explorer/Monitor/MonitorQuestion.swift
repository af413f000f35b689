package import TraceModel

/// What is asked for a monitor, by the screen and by `spoor monitor`: the source's metrics, and where it keeps none, a
/// search that stands in for them.
package struct MonitorQuestion: Sendable, Equatable {
    /// Traces of a search that stands in for metrics.
    package static let sampleLimit = 500

    package let service: String
    /// Nil for all operations of the service.
    package let operation: String?
    /// How far back the figures go, nanoseconds.
    package let range: Nanoseconds
    /// The end of the time that is asked for.
    package let end: Timestamp
    /// How much of the time before `end` is asked for: all of the range, or only what is newest; nanoseconds.
    package var lookback: Nanoseconds
    /// Whether the source is a store in this process.
    private let isInProcess: Bool

    /// `source` is what is known of the source, since files end when their last trace began; `now` is its time of day.
    package init(
        service: String,
        operation: String?,
        range: Nanoseconds,
        source: SourceDescription?,
        now: Timestamp
    ) {
        self.service = service
        self.operation = operation
        self.range = range
        lookback = range
        end = source?.extent?.upperBound.advanced(by: 1) ?? now
        isInProcess = source?.search.route == .inProcess
    }

    /// The first question: a point for each slice.
    package var metrics: MetricsQuery {
        let step = max(1, range / Nanoseconds(MonitorSeries.count))
        return MetricsQuery(
            services: [service],
            byOperation: operation != nil,
            end: end,
            lookback: lookback,
            step: step,
            // A store in this process counts calls one by one, and needs no more than the slice.
            window: isInProcess ? step : nil
        )
    }

    /// The question where there are no metrics.
    package var sample: TraceQuery {
        TraceQuery(
            service: service,
            operation: operation,
            start: end.advanced(by: -range),
            end: end,
            limit: Self.sampleLimit
        )
    }

    /// The figures in an answer of metrics.
    package func series(of answer: [ServiceMetrics]) -> MonitorSeries {
        let own = answer.first { $0.service == service && $0.operation == operation }
        return MonitorSeries(own ?? ServiceMetrics(service: service), end: end, range: range)
    }

    /// The figures in an answer to ``sample``.
    package func series(of answer: SearchAnswer) -> MonitorSeries {
        MonitorSeries(answer, service: service, end: end, range: range)
    }
}
