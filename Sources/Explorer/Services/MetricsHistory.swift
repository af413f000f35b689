import Follow
package import TraceModel

/// The last hour of a source's metrics, assembled from answers that overlap.
///
/// The first answer holds the hour, each further one some minutes, so that what is asked again and again stays small.
package struct MetricsHistory: Sendable {
    /// How long is kept, nanoseconds.
    static let length: Nanoseconds = .hours(1)
    /// Distance of the points that are asked for, nanoseconds.
    static let step: Nanoseconds = .minutes(1)
    /// How far each point looks back, nanoseconds.
    static let window: Nanoseconds = .minutes(2)
    /// How far a further answer looks back, nanoseconds.
    static let overlap: Nanoseconds = .minutes(5)
    /// The fewest minutes with calls from which to tell what is usual.
    private static let leastUsual = 10
    /// Points of a trend.
    static let trendPoints = 15

    private var metrics: [String: ServiceMetrics] = [:]
    private var anomalies: [String: Anomaly] = [:]
    /// When the last answer was asked for, by the source's clock; nil before the first one.
    package private(set) var end: Timestamp?
    /// The end of the time that was last asked for.
    private var askedEnd: Timestamp?

    package init() {}

    /// Services or operations with any figures, by name.
    package var names: [String] { metrics.keys.sorted() }

    /// Whether the source has kept any figure of the hour.
    package var isEmpty: Bool {
        metrics.values.allSatisfy { $0.callsPerSecond.allSatisfy { $0.value == nil } }
    }

    /// How much has to be asked for next, nanoseconds: the hour at first, after a pause, and when the source's clock
    /// turned out to be another one.
    func lookback(_ now: Timestamp) -> Nanoseconds {
        let isContinued =
            askedEnd.map { (0..<Self.overlap - Self.window).contains(now.since($0)) } ?? false
        return isContinued ? Self.overlap : Self.length
    }

    /// Replaces what was known of the time that an answer is about, which ends at `asked`.
    ///
    /// `end` is when its time should have ended by the source's clock; whether figures are current or old is judged by it.
    ///
    /// - Complexity: O(points kept).
    mutating func take(
        _ answer: [ServiceMetrics],
        byOperation: Bool,
        asked: Timestamp,
        end: Timestamp
    ) {
        self.end = end
        askedEnd = asked
        let oldest = end.advanced(by: -Self.length)
        for new in answer {
            if byOperation != (new.operation != nil) { continue }
            let name = new.operation ?? new.service
            var merged = metrics[name] ?? ServiceMetrics(service: new.service)
            for field in [
                \ServiceMetrics.callsPerSecond, \.errorShare, \.p50, \.p95, \.p99,
            ] as [WritableKeyPath<ServiceMetrics, [MetricPoint]>] {
                let points = new[keyPath: field].filter {
                    ($0.value.map { $0.isFinite && $0 >= 0 }) ?? true
                }
                guard let first = points.first?.time.advanced(by: -Self.step / 2) else { continue }
                merged[keyPath: field] =
                    merged[keyPath: field].filter { $0.time < first && $0.time >= oldest } + points
            }
            metrics[name] = merged
        }
        for (name, known) in metrics {
            guard known.callsPerSecond.last.map({ $0.time >= oldest }) ?? false else {
                metrics[name] = nil
                anomalies[name] = nil
                continue
            }
            anomalies[name] = anomaly(known, before: anomalies[name] ?? [])
        }
    }

    /// The latest figures; nil for a service or operation of which the source has none.
    func rates(of name: String) -> ServiceRates? {
        guard let known = metrics[name] else { return nil }
        var rates = ServiceRates(trend: known.callsPerSecond.suffix(Self.trendPoints).map(\.value))
        rates.errorTrend = known.errorShare.suffix(Self.trendPoints).map(\.value)
        rates.p95Trend = known.p95.suffix(Self.trendPoints).map(\.value)
        rates.callsPerSecond = latest(known.callsPerSecond)
        rates.errorShare = latest(known.errorShare)
        rates.p50 = latest(known.p50)
        rates.p95 = latest(known.p95)
        rates.p99 = latest(known.p99)
        rates.anomaly = anomalies[name] ?? []
        return rates
    }

    /// The last value, unless it is older than two steps.
    private func latest(_ points: [MetricPoint]) -> Double? {
        guard let end else { return nil }
        return points.last { $0.value != nil && end.since($0.time) <= 2 * Self.step }?.value
    }

    private func anomaly(_ known: ServiceMetrics, before: Anomaly) -> Anomaly {
        guard let end else { return [] }
        let seconds = Double(Self.window) / 1e9
        let recent = (latest(known.callsPerSecond) ?? 0) * seconds
        // Points look back: those of the last window are about the time that is judged.
        let usualEnd = end.advanced(by: -Self.window - Self.step)
        let minutes = known.callsPerSecond.count { $0.time <= usualEnd && ($0.value ?? 0) > 0 }
        guard minutes >= Self.leastUsual else { return [] }
        let usual = known.callsPerSecond.reduce(0.0) { sum, point in
            point.time <= usualEnd
                ? sum + (point.value ?? 0) * Double(Self.step) / 1e9 : sum
        }
        // The middle one, because percentiles of parts do not add up to that of the whole.
        let p95s = known.p95.filter { $0.time <= usualEnd }.compactMap(\.value).sorted()
        return Anomaly(
            recent: Anomaly.Sample(
                calls: recent,
                errorShare: latest(known.errorShare),
                timed: recent,
                p95: latest(known.p95)
            ),
            usual: Anomaly.Sample(
                calls: usual,
                errorShare: known.errorShare(through: usualEnd),
                timed: usual,
                p95: p95s.isEmpty ? nil : p95s[p95s.count / 2]
            ),
            before: before
        )
    }
}
