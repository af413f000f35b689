package import TraceModel

/// Calls, errors and latencies that were counted together.
package struct LiveFigures: Sendable, Equatable {
    package var calls = 0
    package var errors = 0
    /// Durations; of fewer than all calls where only those of whole traces are known.
    package var latencies = LatencySketch()

    package init() {}

    /// 0...1; nil without calls.
    package var errorShare: Double? { calls > 0 ? Double(errors) / Double(calls) : nil }

    /// Nanoseconds, right to within 1 %; nil where no duration is known.
    package var p50: Double? { latency(0.5) }
    package var p95: Double? { latency(0.95) }
    package var p99: Double? { latency(0.99) }

    /// A quantile, no longer than ``Nanoseconds`` can say: the middle of the class of the longest durations is.
    private func latency(_ quantile: Double) -> Double? {
        latencies.quantile(quantile).map { min($0, 0x1p63.nextDown) }
    }

    mutating func merge(_ other: LiveFigures) {
        calls += other.calls
        errors += other.errors
        latencies.merge(other.latencies)
    }

    mutating func subtract(_ other: LiveFigures) {
        calls -= other.calls
        errors -= other.errors
        latencies.subtract(other.latencies)
    }
}

/// The figures of a service or operation for a window of time.
package struct LiveRates: Sendable, Equatable {
    package var service: String
    /// Nil for the service as a whole.
    package var operation: String?
    package var figures: LiveFigures
    /// Length of the window, nanoseconds.
    package var length: Nanoseconds
    /// Not all of the window was seen: calls and errors are at least so many, to be shown with `≥`.
    package var isLowerBound: Bool
    /// What is worse than in its own last hour.
    package var anomaly: Anomaly

    /// Calls a second.
    package var callsPerSecond: Double { Double(figures.calls) * 1e9 / Double(max(length, 1)) }
}

/// One step of time of a service or operation, for sparklines and charts.
package struct LivePoint: Sendable, Equatable {
    /// When the step begins.
    package var start: Timestamp
    package var figures: LiveFigures
    /// Not all of the step was seen, or late spans may still come.
    package var isLowerBound: Bool
}

/// What a count of ``LiveCounts`` is, which depends on what the source tells of a trace.
package enum LiveBasis: Sendable, Equatable {
    /// Whole traces are known: a call is a span with which a request or message enters a service, see
    /// ``ServiceCall``.
    case calls
    /// Summaries alone are known: a service's count is that of its spans and of its failed spans; an operation is
    /// that of a root, counted once per trace, as failed if anything in the trace failed; and durations are
    /// those of whole traces, under the service and operation of their root.
    case spans
}
