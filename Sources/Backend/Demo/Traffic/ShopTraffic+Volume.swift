import Glibc

/// How much traffic there is when.
extension ShopTraffic {
    /// How many journeys begin in a slice.
    package func journeys(inSlice slice: Int) -> Int {
        journeys(before: slice + 1) - journeys(before: slice)
    }

    /// How many journeys began between the anchor and the start of `slice`, negative before it.
    ///
    /// Live traffic is even, since `rate` is what was asked for. The past rises and falls like a day, shortened.
    private func journeys(before slice: Int) -> Int {
        let seconds = Double(slice) * Double(Self.sliceLength) / 1e9
        if slice >= 0 { return Int((seconds * options.rate / Self.spansPerJourney).rounded(.down)) }
        let past = integral(to: seconds) - integral(to: 0)
        return Int((past * options.historyRate / Self.spansPerJourney).rounded(.down))
    }

    /// The integral of `1 + 0.3 sin(2πt/47 min) + 0.15 sin(2πt/11 min)`: the journeys follow its increase.
    private func integral(to seconds: Double) -> Double {
        func wave(_ height: Double, minutes: Double) -> Double {
            let circle = 2 * Double.pi / (minutes * 60)
            return -height / circle * cos(circle * seconds)
        }
        return seconds + wave(0.3, minutes: 47) + wave(0.15, minutes: 11)
    }
}
