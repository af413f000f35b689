package import Follow
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

/// Rates, errors and latencies of a service or operation over the time looked at.
package struct ServiceRates: Sendable, Equatable {
    /// Mean calls per second.
    package var callsPerSecond: Double?
    /// Share of calls that failed, 0...1, weighted by calls.
    package var errorShare: Double?
    /// Nanoseconds; the latest value.
    package var p50: Double?
    package var p95: Double?
    package var p99: Double?
    /// Calls per second over time, oldest first; nil where unknown.
    package var trend: [Double?]
    /// Shares of calls that failed over time, as ``trend``; empty where they are not known.
    package var errorTrend: [Double?] = []
    /// 95th percentiles over time in nanoseconds, as ``trend``; empty where they are not known.
    package var p95Trend: [Double?] = []
    /// Not all of the time was seen: there were at least so many calls.
    package var isLowerBound = false
    /// What is worse than in its own last hour.
    package var anomaly: Anomaly = []

    package init(_ metrics: ServiceMetrics) {
        trend = metrics.callsPerSecond.map(\.value)
        errorTrend = metrics.errorShare.map(\.value)
        p95Trend = metrics.p95.map(\.value)
        let known = trend.compactMap { $0 }
        callsPerSecond = known.isEmpty ? nil : known.reduce(0, +) / Double(known.count)
        errorShare =
            metrics.errorShare(through: nil)
            ?? metrics.errorShare.last { $0.value != nil }?.value
        p50 = metrics.p50.last { $0.value != nil }?.value
        p95 = metrics.p95.last { $0.value != nil }?.value
        p99 = metrics.p99.last { $0.value != nil }?.value
    }

    /// Only the calls over time are known.
    init(trend: [Double?]) { self.trend = trend }

    /// What a follower counted.
    init(_ rates: LiveRates, trend: [Double?]) {
        callsPerSecond = rates.callsPerSecond
        errorShare = rates.figures.errorShare
        p50 = rates.figures.p50
        p95 = rates.figures.p95
        p99 = rates.figures.p99
        self.trend = trend
        isLowerBound = rates.isLowerBound
        anomaly = rates.anomaly
    }
}

extension ServiceMetrics {
    /// The share of calls that failed up to `end`, weighted by calls; nil without calls.
    func errorShare(through end: Timestamp?) -> Double? {
        var failed = 0.0
        var total = 0.0
        let rates = Dictionary(
            callsPerSecond.map { ($0.time, $0.value ?? 0) },
            uniquingKeysWith: { first, _ in first }
        )
        for point in errorShare where end.map({ point.time <= $0 }) ?? true {
            guard let share = point.value, let rate = rates[point.time] else { continue }
            failed += share * rate
            total += rate
        }
        return total > 0 ? failed / total : nil
    }
}
