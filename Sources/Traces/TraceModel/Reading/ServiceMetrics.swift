/// A question for rates, error shares and latencies over time.
package struct MetricsQuery: Sendable, Equatable {
    /// Services asked for; at least one.
    package var services: [String]
    package var byOperation: Bool
    package var end: Timestamp
    /// Length of the time asked for, nanoseconds.
    package var lookback: Nanoseconds
    /// Distance of the points, nanoseconds.
    package var step: Nanoseconds
    /// How far each point looks back where the source can be told, nanoseconds.
    package var window: Nanoseconds
    /// Whether p99 is wanted too, which costs one request more.
    package var wantsP99: Bool

    /// The least that a point looks back where nothing else is said, nanoseconds.
    ///
    /// Metrics that are scraped, once a minute usually, give a rate where the window holds two scrapes.
    package static let leastWindow: Nanoseconds = .minutes(2)

    /// `window` is the step, but no less than ``leastWindow``, where it is not given.
    package init(
        services: [String],
        byOperation: Bool = false,
        end: Timestamp,
        lookback: Nanoseconds,
        step: Nanoseconds,
        window: Nanoseconds? = nil,
        wantsP99: Bool = false
    ) {
        self.window = window ?? max(step, Self.leastWindow)
        self.wantsP99 = wantsP99
        self.services = services
        self.byOperation = byOperation
        self.end = end
        self.lookback = lookback
        self.step = step
    }

    /// Requests that the answer costs a server: one per figure.
    package var requestCount: Int { wantsP99 ? 5 : 4 }
}

/// What a source answered to a question for metrics.
package struct ServiceMetricsAnswer: Sendable, Equatable {
    /// One entry per service, or per service and operation.
    package var metrics: [ServiceMetrics]
    /// The source's clock when it answered last, cut to whole seconds (`Date` of HTTP); nil when it does not say, as
    /// sources in this process need not.
    package var serverTime: Timestamp?

    package init(_ metrics: [ServiceMetrics], serverTime: Timestamp? = nil) {
        self.metrics = metrics
        self.serverTime = serverTime
    }
}

/// What the metrics of a service, or of one operation, say over time.
///
/// A missing value (nil) is time without calls, or a ratio of nothing to nothing.
package struct ServiceMetrics: Sendable, Equatable {
    package var service: String
    /// Nil for the service as a whole.
    package var operation: String?
    /// Calls a second.
    package var calls: [MetricPoint]
    /// Share of calls that failed, 0...1.
    package var errors: [MetricPoint]
    /// Nanoseconds.
    package var p50: [MetricPoint]
    /// Nanoseconds.
    package var p95: [MetricPoint]
    /// Nanoseconds; empty where it was not asked for.
    package var p99: [MetricPoint]

    package init(
        service: String,
        operation: String? = nil,
        calls: [MetricPoint] = [],
        errors: [MetricPoint] = [],
        p50: [MetricPoint] = [],
        p95: [MetricPoint] = [],
        p99: [MetricPoint] = []
    ) {
        self.service = service
        self.operation = operation
        self.calls = calls
        self.errors = errors
        self.p50 = p50
        self.p95 = p95
        self.p99 = p99
    }
}

/// One value at a time.
package struct MetricPoint: Sendable, Equatable {
    package var time: Timestamp
    package var value: Double?

    package init(time: Timestamp, value: Double?) {
        self.time = time
        self.value = value
    }
}
