/// A signed length of time in nanoseconds; negative where clocks disagree.
package typealias Nanoseconds = Int64

extension Nanoseconds {
    /// So many milliseconds as nanoseconds.
    package static func milliseconds(_ count: Int64) -> Nanoseconds { count * 1_000_000 }

    /// So many seconds as nanoseconds.
    package static func seconds(_ count: Int64) -> Nanoseconds { count * 1_000_000_000 }

    /// So many minutes as nanoseconds.
    package static func minutes(_ count: Int64) -> Nanoseconds { .seconds(60 * count) }

    /// So many hours as nanoseconds.
    package static func hours(_ count: Int64) -> Nanoseconds { .minutes(60 * count) }
}

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

    /// Whether a source told it: zero is what formats write that do not know.
    package var isKnown: Bool { self > .zero }

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
