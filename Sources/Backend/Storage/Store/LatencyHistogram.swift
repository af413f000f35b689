/// How many durations fall into each of many narrow classes: quantiles of a sliding window, right to within 2 %.
///
/// Below 64 ns a class is one nanosecond; above, each doubling is divided into 32 classes.
struct LatencyHistogram {
    private static let classesPerDoubling = 32
    private var counts = [Int32](repeating: 0, count: 60 * classesPerDoubling + 64)
    /// Classes that may be in use.
    private var used = 0..<0
    private(set) var count = 0

    /// Adds durations of one class.
    mutating func add(_ number: Int, ofClass index: Int) {
        counts[index] += Int32(number)
        count += number
        used =
            used.isEmpty
            ? index..<index + 1
            : min(used.lowerBound, index)..<max(used.upperBound, index + 1)
    }

    /// Takes durations of one class away again.
    mutating func remove(_ number: Int, ofClass index: Int) {
        counts[index] -= Int32(number)
        count -= number
    }

    /// The duration that a fraction of `quantile` of all does not exceed, or nil when there are none.
    func quantile(_ quantile: Double) -> Double? {
        guard count > 0 else { return nil }
        let rank = max(1, Int((quantile * Double(count)).rounded(.up)))
        var seen = 0
        for index in used {
            seen += Int(counts[index])
            if seen >= rank { return Self.middle(of: index) }
        }
        return nil
    }

    /// The class of a duration.
    static func index(of duration: UInt64) -> Int {
        guard duration >= 64 else { return Int(duration) }
        let exponent = 63 - duration.leadingZeroBitCount
        let fraction = Int(duration >> UInt64(exponent - 5)) & 31
        return 64 + (exponent - 6) * classesPerDoubling + fraction
    }

    private static func middle(of index: Int) -> Double {
        guard index >= 64 else { return Double(index) }
        let exponent = (index - 64) / classesPerDoubling + 6
        let fraction = (index - 64) % classesPerDoubling
        let width = Double(UInt64(1) << UInt64(exponent - 5))
        return Double(32 + fraction) * width + width / 2
    }
}
