package import Follow
package import TraceModel

/// The figures of an interval, as far as it was seen.
package struct RatesInterval: Sendable {
    package struct Service: Sendable {
        package var rates: LiveRates
        /// 0...1: how much of the interval was seen.
        package var seenShare: Double

        package init(rates: LiveRates, seenShare: Double) {
            self.rates = rates
            self.seenShare = seenShare
        }
    }

    package let start: Timestamp
    package let end: Timestamp
    package let basis: LiveBasis
    /// By name; those without calls are left out.
    package var services: [Service]
    /// Traces that started in it, and those of them with an error.
    package var traces: (count: Int, failed: Int)
    /// Of all services together; where each is asked on its own, of the one seen least.
    package var seenShare: Double

    package init(
        start: Timestamp,
        end: Timestamp,
        basis: LiveBasis,
        services: [Service],
        traces: (count: Int, failed: Int),
        seenShare: Double
    ) {
        self.start = start
        self.end = end
        self.basis = basis
        self.services = services
        self.traces = traces
        self.seenShare = seenShare
    }
}
