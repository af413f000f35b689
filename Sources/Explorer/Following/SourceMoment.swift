import Follow
import TraceModel

/// When a question about the time until now was sent, and what the source's clock was taken to show then.
///
/// Points of metrics have the source's times. Where our clock is wrong and the source's is not known yet, the answer is about
/// another time than was meant.
struct SourceMoment: Sendable {
    let sent: Moment
    /// Now, by the source's clock.
    let now: Timestamp
    /// The source's clock was known when it was asked.
    let isClockKnown: Bool

    /// A difference up to this does not count, nanoseconds.
    private static let tolerance: Nanoseconds = .seconds(5)

    init(_ time: Moment, _ clock: ServerClock) {
        sent = time
        now = clock.earliest(time)
        isClockKnown = clock.isKnown
    }

    /// What now was, as far as `clock` knows by now.
    func corrected(by clock: ServerClock) -> Timestamp {
        max(clock.earliest(sent), min(now, clock.latest(sent)))
    }

    /// Whether to ask once more: the answer was the first to show the source's clock, and it was about another time than
    /// was meant.
    func wasAboutAnotherTime(by clock: ServerClock) -> Bool { !isClockKnown && isWrong(by: clock) }

    /// Whether `clock` shows that the question was about another time than was meant.
    func isWrong(by clock: ServerClock) -> Bool {
        abs(corrected(by: clock).since(now)) > Self.tolerance
    }
}
