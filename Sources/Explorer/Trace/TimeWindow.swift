package import TraceModel

/// A stretch of time that bars are drawn for, in nanoseconds since the epoch; never empty.
package struct TimeWindow: Sendable, Equatable {
    package let start: UInt64
    package let end: UInt64

    package init(start: UInt64, end: UInt64) {
        self.start = start
        self.end = end > start ? end : start < .max ? start + 1 : start
    }

    package var length: Nanoseconds { Nanoseconds(clamping: max(1, end - start)) }

    /// Where `time` lies, 0 at the start and 1 at the end; outside of that, outside of the window.
    package func share(of time: UInt64) -> Double {
        time >= start
            ? Double(time - start) / Double(length) : -Double(start - time) / Double(length)
    }

    /// The window moved by `share` of its length, kept inside `whole`.
    package func panned(by share: Double, within whole: TimeWindow) -> TimeWindow {
        let distance = Nanoseconds(max(-4e18, min(4e18, Double(length) * share)))
        let width = end - start
        var moved = Timestamp(nanoseconds: start).advanced(by: distance).nanoseconds
        moved = max(whole.start, moved)
        if whole.end - whole.start >= width { moved = min(moved, whole.end - width) }
        return TimeWindow(
            start: moved,
            end: moved.addingReportingOverflow(width).overflow ? .max : moved + width
        )
    }
}
