import TraceModel

/// How late traces are found: from their start until a time between the look that shows them and the one before.
struct Lateness: Sendable {
    private static let leastAllowance: Nanoseconds = .seconds(10)
    private static let sampleCount = 512

    /// The last ones; those that the first look showed are 0.
    private var samples: [Nanoseconds] = []
    private var next = 0
    private var newSamples = 0

    /// How much later than a moment the source is asked again for it: more than 98 of 100 traces took, within
    /// `most`.
    private(set) var allowance = leastAllowance

    /// Takes a trace that a look showed `age` after its start; `before` is the same for the look before, which did not show
    /// it, nil when there was none.
    ///
    /// It came at some time between the two: in the middle, or soon after the look before where long nothing was asked, for
    /// what is looked at seldom would else seem to be late.
    mutating func note(age: Nanoseconds, before: Nanoseconds?) {
        let delay = before.map { max(0, $0 + min((age - $0) / 2, Self.leastAllowance / 4)) } ?? 0
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
        let wanted = usual + usual / 4
        // In steps, and down only when it is far less: each change makes what was seen before worth less.
        guard wanted > allowance || wanted < allowance / 10 * 6 else { return }
        var next = Self.leastAllowance
        while next < wanted, next < most { next += next / 2 }
        allowance = min(next, most)
    }
}
