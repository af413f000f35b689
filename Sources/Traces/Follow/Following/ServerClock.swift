package import TraceModel

/// What is known of the source's clock, from the `Date` of its answers.
///
/// A `Date` is cut to whole seconds and stands somewhere between sending the question and getting the answer, so
/// one answer says that the offset lies in an interval, and several narrow it. It remains an interval, and a caller that needs
/// to be on the safe side takes the end that is. Without `Date` the source's clock is taken to be ours.
package struct ServerClock: Sendable, Equatable {
    /// How fast two clocks may run apart: 200 millionths, four times what a quartz does.
    private static let drift: Int64 = 5000

    /// Source's clock less ours, nanoseconds: at least and at most.
    private var least: Nanoseconds = 0
    private var most: Nanoseconds = 0
    private var noted: Nanoseconds?

    package init() {}

    /// Whether the source has told its time.
    package var isKnown: Bool { noted != nil }

    /// Source's clock less ours, nanoseconds, in the middle of what is possible; nil when the source never said.
    package var offset: Nanoseconds? { isKnown ? least + (most - least) / 2 : nil }

    /// The source's clock at a moment of ours, no later than it really is.
    package func earliest(_ time: Moment) -> Timestamp { time.wall.advanced(by: least) }

    /// The source's clock at a moment of ours, no earlier than it really is.
    package func latest(_ time: Moment) -> Timestamp { time.wall.advanced(by: most) }

    /// Takes the `Date` of an answer.
    ///
    /// - Returns: When the source began to answer at the earliest, by its own clock.
    @discardableResult
    package mutating func note(date: Timestamp?, sent: Moment, received: Moment)
        -> Timestamp
    {
        let elapsed = received.since(sent)
        guard let date else { return received.wall.advanced(by: least - elapsed) }
        let low = date.since(received.wall)
        let high = date.advanced(by: .seconds(1)).since(received.wall) + elapsed
        let drifted = noted.map { (received.monotonic - $0) / Self.drift } ?? 0
        noted = received.monotonic
        if isNarrowed(by: low, high, drifted) {
            least = max(least - drifted, low)
            most = min(most + drifted, high)
        } else {
            (least, most) = (low, high)
        }
        return max(date.advanced(by: -elapsed), received.wall.advanced(by: least - elapsed))
    }

    /// Forgets what was found out, but goes on with it until the source says its time again: one of our clocks
    /// was set, or the machine slept.
    mutating func doubt() { isDoubted = true }

    /// Whether what is known may be wrong.
    private(set) var isDoubted = true

    private mutating func isNarrowed(
        by low: Nanoseconds,
        _ high: Nanoseconds,
        _ drifted: Nanoseconds
    ) -> Bool {
        defer { isDoubted = false }
        return !isDoubted && low <= most + drifted && least - drifted <= high
    }
}
