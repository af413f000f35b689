import PlainText
package import TraceModel

/// What is asked of a source's metrics to list services with their rates, by the screen and by `spoor services --rates`.
package enum RatesQuestion {
    /// How far back the rates go, nanoseconds.
    package static let lookback: Nanoseconds = .minutes(15)

    /// The question for the rates of `services` in the time before `now`.
    package static func query(
        of services: [String],
        until now: Timestamp,
        wantsP99: Bool = false
    ) -> MetricsQuery {
        MetricsQuery(
            services: services,
            end: now,
            lookback: lookback,
            step: .minutes(1),
            wantsP99: wantsP99
        )
    }

    /// What the figures of a service are of, the latencies included, which metrics tell of shorter times only.
    package static let windowText =
        "last \(DurationText.exact(lookback)), latencies of the last "
        + DurationText.exact(MetricsQuery.leastWindow)

    /// The rates of each service in an answer; empty for a source that keeps none.
    package static func rates(of answer: ServiceMetricsAnswer?) -> [String: ServiceRates] {
        Dictionary(
            (answer?.metrics ?? []).filter { $0.operation == nil }
                .map { ($0.service, ServiceRates($0)) },
            uniquingKeysWith: { first, _ in first }
        )
    }
}
