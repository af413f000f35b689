/// A reader that knows how often services are called, how many of the calls fail, and how long they take.
package protocol MetricsReader: Sendable {
    /// One entry per service, or per service and operation, or nil when no metrics are kept.
    func metrics(_ query: MetricsQuery) async throws(TraceReaderError) -> ServiceMetricsAnswer?
}

/// A value of services over time; what it counts are the calls in the window before each point.
package enum MetricsFigure: Sendable, Hashable {
    /// Calls per second.
    case calls
    /// The fraction of calls that failed, 0...1.
    case errors
    /// Nanoseconds, at a quantile of 0...1.
    case latency(quantile: Double)
}

/// A question for rates, error fractions and latencies over time.
package struct MetricsQuery: Sendable, Equatable {
    /// Services asked for; at least one.
    package var services: [String]
    /// Spans of these kinds are calls; the others do not count.
    package var kinds: Set<SpanKind>
    package var byOperation: Bool
    package var end: Timestamp
    /// Length of the time asked for, nanoseconds.
    package var lookback: Nanoseconds
    /// Distance of the points, nanoseconds.
    package var step: Nanoseconds
    /// How far each point looks back, nanoseconds; Jaeger's `ratePer`.
    package var window: Nanoseconds
    /// What is asked for; a server is sent one request per figure.
    package var figures: [MetricsFigure]

    /// The shortest window where none is given, nanoseconds.
    ///
    /// Metrics that are scraped, once a minute usually, give a rate where the window holds two scrapes.
    package static let leastWindow: Nanoseconds = .minutes(2)

    /// The kinds that count where a server is told none.
    package static let usualKinds: Set<SpanKind> = [.server]

    /// Calls, errors, p50 and p95.
    package static let usualFigures: [MetricsFigure] = [
        .calls, .errors, .latency(quantile: 0.5), .latency(quantile: 0.95),
    ]

    /// `window` is the step, but no less than ``leastWindow``, where it is not given.
    package init(
        services: [String],
        kinds: Set<SpanKind> = usualKinds,
        byOperation: Bool = false,
        end: Timestamp,
        lookback: Nanoseconds,
        step: Nanoseconds,
        window: Nanoseconds? = nil,
        figures: [MetricsFigure] = usualFigures
    ) {
        self.services = services
        self.kinds = kinds
        self.byOperation = byOperation
        self.end = end
        self.lookback = lookback
        self.step = step
        self.window = window ?? max(step, Self.leastWindow)
        self.figures = figures
    }

    /// The same for the usual figures, and p99 if it is wanted.
    package init(
        services: [String],
        byOperation: Bool = false,
        end: Timestamp,
        lookback: Nanoseconds,
        step: Nanoseconds,
        window: Nanoseconds? = nil,
        wantsP99: Bool
    ) {
        self.init(
            services: services,
            byOperation: byOperation,
            end: end,
            lookback: lookback,
            step: step,
            window: window,
            figures: Self.usualFigures + (wantsP99 ? [.latency(quantile: 0.99)] : [])
        )
    }

    /// Requests that the answer costs a server.
    package var requestCount: Int { figures.count }
}
