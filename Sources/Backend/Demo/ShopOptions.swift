/// How a simulated shop behaves.
package struct ShopOptions: Sendable, Hashable {
    /// Equal seeds give equal traffic.
    package let seed: UInt64
    /// Spans per second of live traffic, on average: 0 to 10 million.
    package let rate: Double
    /// How much of the past is filled in before the live traffic: up to 30 days.
    package let history: Duration

    /// Numbers out of range become the nearest that is in it; a rate that is not a number becomes 0.
    package init(seed: UInt64 = 1, rate: Double = 50, history: Duration = .seconds(3600)) {
        self.seed = seed
        self.rate = rate.isNaN ? 0 : min(max(rate, 0), 10_000_000)
        self.history = min(max(history, .zero), .seconds(30 * 86_400))
    }

    /// Spans per second of the past: an hour of them fits into a laptop's memory.
    package var historyRate: Double { min(rate, 25) }
}
