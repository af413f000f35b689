package import TraceModel

/// Points in time in round figures, where a little more or less does not matter.
package enum RoundTime {
    private static let steps: [Nanoseconds] = [
        .minutes(1), .seconds(10), .seconds(1), .milliseconds(100), .milliseconds(10),
        .milliseconds(1), 1_000, 1,
    ]

    /// The latest round time that is not after `time` and less than `length` before it.
    package static func down(_ time: Timestamp, within length: Nanoseconds) -> Timestamp {
        let step = step(length)
        return Timestamp(nanoseconds: time.nanoseconds - time.nanoseconds % step)
    }

    /// The earliest round time that is not before `time` and less than `length` after it.
    package static func up(_ time: Timestamp, within length: Nanoseconds) -> Timestamp {
        let step = step(length)
        let rest = time.nanoseconds % step
        guard rest > 0 else { return time }
        let (sum, overflow) = time.nanoseconds.addingReportingOverflow(step - rest)
        return overflow ? time : Timestamp(nanoseconds: sum)
    }

    private static func step(_ length: Nanoseconds) -> UInt64 {
        UInt64(steps.first { $0 <= length } ?? 1)
    }
}
