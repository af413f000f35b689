import TraceModel

/// How late traces are found, as seen: from their start until a look shows them that an earlier look did not.
struct Lateness: Sendable {
    private static let leastAllowance: Nanoseconds = .seconds(5)
    private static let sampleCount = 512

    /// The last ones; those that the first look showed are 0.
    private var samples: [Nanoseconds] = []
    private var next = 0
    private var newSamples = 0

    /// How much later than a moment the source is asked again for it: more than 98 of 100 traces took, within
    /// `most`.
    private(set) var allowance: Nanoseconds = .seconds(10)

    mutating func note(_ delay: Nanoseconds) {
        newSamples += 1
        if samples.count < Self.sampleCount {
            samples.append(delay)
        } else {
            samples[next] = delay
            next = (next + 1) % Self.sampleCount
        }
    }

    /// Measures anew, if enough has come for that.
    mutating func measure(most: Nanoseconds) {
        guard samples.count >= 20, newSamples >= 16 else { return }
        newSamples = 0
        let sorted = samples.sorted()
        let usual = sorted[min(sorted.count - 1, sorted.count * 98 / 100)]
        allowance = min(max(usual + usual / 4, Self.leastAllowance), most)
    }
}
