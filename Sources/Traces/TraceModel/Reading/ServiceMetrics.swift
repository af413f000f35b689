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
    /// Only those that have points.
    private var points: [MetricsFigure: [MetricPoint]] = [:]

    package init(service: String, operation: String? = nil) {
        self.service = service
        self.operation = operation
    }

    package init(
        service: String,
        operation: String? = nil,
        callsPerSecond: [MetricPoint] = [],
        errorShare: [MetricPoint] = [],
        p50: [MetricPoint] = [],
        p95: [MetricPoint] = [],
        p99: [MetricPoint] = []
    ) {
        self.init(service: service, operation: operation)
        self.callsPerSecond = callsPerSecond
        self.errorShare = errorShare
        self.p50 = p50
        self.p95 = p95
        self.p99 = p99
    }

    /// The points of a figure, oldest first; empty where it was not asked for.
    package subscript(figure: MetricsFigure) -> [MetricPoint] {
        get { points[figure] ?? [] }
        set { points[figure] = newValue.isEmpty ? nil : newValue }
    }

    /// Calls per second.
    package var callsPerSecond: [MetricPoint] {
        get { self[.calls] }
        set { self[.calls] = newValue }
    }

    /// The fraction of calls that failed, 0...1.
    package var errorShare: [MetricPoint] {
        get { self[.errors] }
        set { self[.errors] = newValue }
    }

    /// Nanoseconds.
    package var p50: [MetricPoint] {
        get { self[.latency(quantile: 0.5)] }
        set { self[.latency(quantile: 0.5)] = newValue }
    }

    /// Nanoseconds.
    package var p95: [MetricPoint] {
        get { self[.latency(quantile: 0.95)] }
        set { self[.latency(quantile: 0.95)] = newValue }
    }

    /// Nanoseconds.
    package var p99: [MetricPoint] {
        get { self[.latency(quantile: 0.99)] }
        set { self[.latency(quantile: 0.99)] = newValue }
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
