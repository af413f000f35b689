import Glibc

/// The random numbers of the shop: a whole run follows from one seed.
///
/// SplitMix64 (Steele, Lea, Flood: "Fast splittable pseudorandom number generators", OOPSLA 2014).
struct Chance: RandomNumberGenerator, Sendable {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    /// An independent stream for each `index` of one seed.
    init(seed: UInt64, index: Int) {
        var seeds = Chance(seed: seed ^ (UInt64(bitPattern: Int64(index)) &* 0xD6E8_FEB8_6659_FD93))
        self.init(seed: seeds.next())
    }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }

    /// One of 0..<bound.
    mutating func below(_ bound: Int) -> Int { Int((next() >> 33) % UInt64(bound)) }

    /// One of the range, its ends included.
    mutating func within(_ range: ClosedRange<Int>) -> Int {
        range.lowerBound + below(range.count)
    }

    /// 0 to 1, the latter not included.
    mutating func unit() -> Double { Double(next() >> 11) * 0x1p-53 }

    /// Whether something of this probability happens.
    mutating func happens(_ probability: Double) -> Bool { unit() < probability }

    /// Nanoseconds of a latency: log-normal, as measured latencies are, half of them below `median` milliseconds.
    mutating func latency(_ median: Double, spread: Double = 0.35) -> UInt64 {
        let normal = sqrt(-2 * log(unit() + 1e-12)) * cos(2 * .pi * unit())
        return UInt64(median * 1e6 * exp(spread * normal)) + 1000
    }

    /// One of some texts, the first more often than the last.
    mutating func pick<Element>(_ elements: [Element]) -> Element {
        elements[min(below(elements.count), below(elements.count))]
    }
}
