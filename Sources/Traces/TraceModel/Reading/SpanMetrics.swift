/// A reader that computes rates, errors and latencies from the spans that it holds.
package protocol SpanMetricsReader: Sendable {
    /// One series a service, or a service and operation, that had calls in the time asked for; sorted.
    func spanMetrics(_ query: SpanMetricsQuery) async throws(TraceReaderError)
        -> [SpanMetricsSeries]
}

/// A question for figures over time: at each step, those of the window before it.
package struct SpanMetricsQuery: Sendable, Equatable {
    package var services: [String]
    /// Spans of other kinds are not calls.
    package var kinds: Set<SpanKind>
    package var byOperation: Bool
    package var end: Timestamp
    /// Length of the time asked for, nanoseconds.
    package var lookback: Nanoseconds
    /// Distance of the points, nanoseconds.
    package var step: Nanoseconds
    /// Length of the window that a point looks back on, nanoseconds; Jaeger's `ratePer`.
    package var window: Nanoseconds
    /// 0...1, for each of which a latency is computed.
    package var quantiles: [Double]

    package init(
        services: [String],
        kinds: Set<SpanKind> = [.server],
        byOperation: Bool = false,
        end: Timestamp,
        lookback: Nanoseconds,
        step: Nanoseconds,
        window: Nanoseconds,
        quantiles: [Double] = []
    ) {
        self.services = services
        self.kinds = kinds
        self.byOperation = byOperation
        self.end = end
        self.lookback = lookback
        self.step = step
        self.window = window
        self.quantiles = quantiles
    }
}

/// The figures of one service, or of one operation of it.
package struct SpanMetricsSeries: Sendable, Equatable {
    package var service: String
    /// Nil for the service as a whole.
    package var operation: String?
    /// Oldest first, one per step.
    package var points: [SpanMetricsPoint]

    package init(service: String, operation: String?, points: [SpanMetricsPoint]) {
        self.service = service
        self.operation = operation
        self.points = points
    }
}

/// What happened in the window before a point in time.
package struct SpanMetricsPoint: Sendable, Equatable {
    package var time: Timestamp
    package var calls: Int
    package var errors: Int
    /// Nanoseconds, one per quantile asked for, right to within 2 %; nil without calls.
    package var latencies: [Double?]

    package init(time: Timestamp, calls: Int, errors: Int, latencies: [Double?]) {
        self.time = time
        self.calls = calls
        self.errors = errors
        self.latencies = latencies
    }
}
