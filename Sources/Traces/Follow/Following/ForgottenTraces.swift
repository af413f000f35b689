import TraceModel

/// The traces that had to be forgotten early, in 8 MiB however many they are, and in none while there are none.
///
/// Two Bloom filters (Bloom, "Space/Time Trade-offs in Hash Coding with Allowable Errors", CACM 13, 1970), of which the
/// older one is emptied when the younger one is full: each of the last two million is found, and about one in 500 of
/// others is taken for one of them.
struct ForgottenTraces: Sendable {
    private static let bitCount: UInt64 = 1 << 25
    private static let most = 2_000_000
    private static let probes: UInt64 = 4

    private var younger: [UInt64] = []
    private var older: [UInt64] = []
    private var count = 0

    /// - Complexity: O(1), and once in two million O(bits).
    mutating func insert(_ id: TraceID) {
        if younger.isEmpty || count >= Self.most {
            older = younger
            younger = [UInt64](repeating: 0, count: Int(Self.bitCount / 64))
            count = 0
        }
        count += 1
        for bit in Self.bits(of: id) { younger[Int(bit / 64)] |= 1 << (bit % 64) }
    }

    /// Whether a trace was put in, most likely.
    func contains(_ id: TraceID) -> Bool {
        guard !younger.isEmpty else { return false }
        let bits = Self.bits(of: id)
        func areSet(in filter: [UInt64]) -> Bool {
            !filter.isEmpty
                && bits.allSatisfy { filter[Int($0 / 64)] & (1 << ($0 % 64)) != 0 }
        }
        return areSet(in: younger) || areSet(in: older)
    }

    /// Ids are random by rights, but some are counted.
    private static func bits(of id: TraceID) -> [UInt64] {
        let first = mixed(id.low ^ mixed(id.high))
        let second = mixed(first) | 1
        return (0..<probes).map { (first &+ $0 &* second) % bitCount }
    }

    /// The finisher of SplitMix64.
    private static func mixed(_ value: UInt64) -> UInt64 {
        var value = value &+ 0x9E37_79B9_7F4A_7C15
        value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
        value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
        return value ^ (value >> 31)
    }
}
