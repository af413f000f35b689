/// How wide the slots of whole numbers are to be: as wide as most of them need, the rest being outliers.
struct FrameChoice {
    /// What is taken off each, as an unsigned number.
    let minimum: UInt64
    let width: Int
    /// Whether some do not fit; the highest number of a slot then says so.
    let hasOutliers: Bool

    /// Bits that an outlier costs beside its slot.
    private static let outlierBits = 96

    /// - Parameters:
    ///   - numbers: The distinct numbers, in any order.
    ///   - mayHaveOutliers: Whether some may be left out.
    init(_ numbers: [UInt64], mayHaveOutliers: Bool) {
        let sorted = numbers.sorted()
        guard let lowest = sorted.first, let highest = sorted.last else {
            (minimum, width, hasOutliers) = (0, 0, false)
            return
        }
        var best = (lowest, BitWriter.width(of: highest &- lowest), false)
        var cost = sorted.count * best.1
        if mayHaveOutliers {
            for cut in [1, sorted.count / 200, sorted.count / 50] where cut < sorted.count / 2 {
                for (low, high) in [(0, cut), (cut, 0), (cut, cut)] where cut > 0 {
                    let least = sorted[low]
                    // One more, for the number that says "outlier".
                    let width = BitWriter.width(of: sorted[sorted.count - 1 - high] &- least &+ 1)
                    let other = sorted.count * width + (low + high) * Self.outlierBits
                    if other < cost {
                        cost = other
                        best = (least, width, true)
                    }
                }
            }
        }
        (minimum, width, hasOutliers) = best
    }

    /// The number of a slot that says that the value is an outlier, where there are some.
    @inline(__always)
    static func escape(width: Int) -> UInt64 { width >= 64 ? .max : 1 << UInt64(width) &- 1 }
}
