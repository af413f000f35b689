import Follow
import TraceModel

/// When a question was sent that is about the time until now, and what now was taken to be by the source's clock.
///
/// Points of metrics bear the source's times. Where our clock is wrong and the source has not told its own yet, the answer is
/// about another time than was meant.
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

    /// Whether what was asked for once is to be asked for once more: the answer told the source's clock for the first time,
    /// and that it was another time.
    func wasAboutAnotherTime(by clock: ServerClock) -> Bool { !isClockKnown && isWrong(by: clock) }

    /// Whether `clock` shows that it was another time.
    func isWrong(by clock: ServerClock) -> Bool {
        abs(corrected(by: clock).since(now)) > Self.tolerance
    }
}
