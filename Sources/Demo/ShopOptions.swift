/// What a simulated shop is to do.
package struct ShopOptions: Sendable, Hashable {
    /// Equal seeds give equal traffic.
    package var seed: UInt64
    /// Spans a second of live traffic, on average.
    package var rate: Double
    /// How far back the past reaches that is filled in before the live traffic.
    package var history: Duration

    package init(seed: UInt64 = 1, rate: Double = 50, history: Duration = .seconds(3600)) {
        self.seed = seed
        self.rate = rate
        self.history = history
    }

    /// Spans a second of the past: no more than a laptop's memory holds for an hour.
    package var historyRate: Double { min(rate, 25) }
}
