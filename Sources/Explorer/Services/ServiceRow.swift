package import TraceModel

/// One line of the Services screen.
package struct ServiceRow: Sendable, Equatable {
    package var name: String
    /// Nil until loaded.
    package var operationCount: Int?
    /// Nil when the source has no metrics, or none of this service.
    package var rates: ServiceRates?

    package init(name: String, operationCount: Int? = nil, rates: ServiceRates? = nil) {
        self.name = name
        self.operationCount = operationCount
        self.rates = rates
    }
}

/// What metrics say of a service over the time looked at.
package struct ServiceRates: Sendable, Equatable {
    /// Mean calls a second.
    package var calls: Double?
    /// Share of calls that failed, 0...1, weighted by calls.
    package var errors: Double?
    /// Nanoseconds; the latest value.
    package var p50: Double?
    package var p95: Double?
    /// Calls a second over time, oldest first; nil where unknown.
    package var trend: [Double?]

    package init(_ metrics: ServiceMetrics) {
        trend = metrics.calls.map(\.value)
        let known = trend.compactMap { $0 }
        calls = known.isEmpty ? nil : known.reduce(0, +) / Double(known.count)
        var failed = 0.0
        var total = 0.0
        let rates = Dictionary(
            metrics.calls.map { ($0.time, $0.value ?? 0) },
            uniquingKeysWith: { first, _ in first }
        )
        for point in metrics.errors {
            guard let share = point.value, let rate = rates[point.time] else { continue }
            failed += share * rate
            total += rate
        }
        errors = total > 0 ? failed / total : metrics.errors.last { $0.value != nil }?.value
        p50 = metrics.p50.last { $0.value != nil }?.value
        p95 = metrics.p95.last { $0.value != nil }?.value
    }
}
