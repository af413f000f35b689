package import TraceModel

/// A `google.protobuf.Timestamp` or `Duration` as it stands on the wire.
package struct ProtobufTime: Sendable, Equatable, CustomStringConvertible {
    package var seconds: Int64 = 0
    /// Nanoseconds beside the seconds.
    package var rest: Int32 = 0

    /// What Go writes for a time that was never set: the first of January of the year 1.
    private static let yearOne: Int64 = -62_135_596_800

    package init(seconds: Int64 = 0, rest: Int32 = 0) {
        self.seconds = seconds
        self.rest = rest
    }

    package init(_ time: Timestamp) {
        let (seconds, rest) = time.nanoseconds.quotientAndRemainder(dividingBy: 1_000_000_000)
        self.init(seconds: Int64(seconds), rest: Int32(rest))
    }

    /// A length of time.
    package init(length: Nanoseconds) {
        let (seconds, rest) = length.quotientAndRemainder(dividingBy: 1_000_000_000)
        self.init(seconds: seconds, rest: Int32(rest))
    }

    /// Whether it is the time that stands for none.
    package var isUnset: Bool { self == Self() || isYearOne }

    /// Whether it is what Go writes for a time that was never set.
    var isYearOne: Bool { seconds == Self.yearOne && rest == 0 }

    /// As a length of time, the nearest that can be held.
    package var nanoseconds: Nanoseconds {
        let (product, isTooLong) = seconds.multipliedReportingOverflow(by: 1_000_000_000)
        guard !isTooLong else { return seconds < 0 ? .min : .max }
        let (sum, isStillTooLong) = product.addingReportingOverflow(Int64(rest))
        return isStillTooLong ? (rest < 0 ? .min : .max) : sum
    }

    /// As a point in time, nanoseconds since the epoch: the nearest that can be held, 0 for one that was not set.
    package var sinceEpoch: UInt64 {
        guard !isUnset, seconds >= 0 else { return 0 }
        let (product, isTooLate) = UInt64(seconds).multipliedReportingOverflow(by: 1_000_000_000)
        guard !isTooLate else { return .max }
        guard rest >= 0 else { return product - min(product, UInt64(rest.magnitude)) }
        let (sum, isStillTooLate) = product.addingReportingOverflow(UInt64(rest))
        return isStillTooLate ? .max : sum
    }

    /// Whether ``sinceEpoch`` is not the same point in time.
    package var isOutside: Bool {
        seconds < 0 || (seconds == 0 && rest < 0) || sinceEpoch == .max
    }

    package var description: String { "\(seconds) s \(rest) ns" }
}
