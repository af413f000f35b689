/// A signed length of time in nanoseconds; negative where clocks disagree.
package typealias Nanoseconds = Int64

/// A point in time: nanoseconds since the Unix epoch, 1970 to 2554.
package struct Timestamp: Hashable, Comparable, Sendable {
    package var nanoseconds: UInt64

    package init(nanoseconds: UInt64) {
        self.nanoseconds = nanoseconds
    }

    /// Microseconds since the epoch, as Jaeger's JSON has them; saturates at the end of time.
    package init(microseconds: UInt64) {
        let (product, overflow) = microseconds.multipliedReportingOverflow(by: 1000)
        nanoseconds = overflow ? .max : product
    }

    package static let zero = Timestamp(nanoseconds: 0)

    package static func < (left: Timestamp, right: Timestamp) -> Bool {
        left.nanoseconds < right.nanoseconds
    }

    /// The signed distance from `other` to this point, saturating at ±292 years.
    package func since(_ other: Timestamp) -> Nanoseconds {
        if nanoseconds >= other.nanoseconds {
            return Nanoseconds(clamping: nanoseconds - other.nanoseconds)
        }
        return -Nanoseconds(clamping: other.nanoseconds - nanoseconds)
    }

    /// This point moved by `distance`, saturating at the ends of the range.
    package func advanced(by distance: Nanoseconds) -> Timestamp {
        if distance >= 0 {
            let (sum, overflow) = nanoseconds.addingReportingOverflow(UInt64(distance))
            return Timestamp(nanoseconds: overflow ? .max : sum)
        }
        let (difference, overflow) = nanoseconds.subtractingReportingOverflow(distance.magnitude)
        return Timestamp(nanoseconds: overflow ? 0 : difference)
    }

    /// Microseconds since the epoch, cut off.
    package var microseconds: UInt64 { nanoseconds / 1000 }
}
