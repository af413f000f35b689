/// When a planted trouble happens, in seconds after the anchor; the past is negative.
package enum TroubleSchedule: Sendable, Hashable {
    case always
    /// From a point in time on, without end.
    case since(Int)
    /// For `length` seconds from `first` on, and again every `period` seconds.
    case recurring(first: Int, period: Int, length: Int)

    /// Whether it happens at `offset` nanoseconds after the anchor.
    func isActive(at offset: Int64) -> Bool {
        let billion: Int64 = 1_000_000_000
        switch self {
        case .always: return true
        case .since(let begin): return offset >= Int64(begin) * billion
        case .recurring(let first, let period, let length):
            let passed = offset - Int64(first) * billion
            return passed >= 0 && passed % (Int64(period) * billion) < Int64(length) * billion
        }
    }

    /// The windows that overlap `range`, seconds after the anchor; one that does not end has no end.
    package func windows(in range: Range<Int>) -> [(begin: Int, end: Int?)] {
        switch self {
        case .always: return [(range.lowerBound, nil)]
        case .since(let begin): return [(begin, nil)]
        case .recurring(let first, let period, let length):
            return stride(from: first, to: range.upperBound, by: period).compactMap { begin in
                begin + length > range.lowerBound ? (begin, begin + length) : nil
            }
        }
    }
}
