import Follow
package import TraceModel

/// How many traces may be read whole beside a follower, by the requests that this costs at worst.
///
/// A trace costs one request, and one more where a source does not find it at the time that it is said to be of. As
/// many are kept free before it is asked for, so that no minute has more than ``ceiling`` requests. Times are of the
/// clock that never goes back, nanoseconds.
package struct ReadingPace: Sendable {
    /// Requests in any 60 seconds; a follower beside it has as many less.
    package static let ceiling = 6
    /// Requests of a trace at worst.
    private static let mostRequests = 2
    /// How long what was found before is left to the follower, which brings what it finds whole.
    private static let firstPause: Nanoseconds = .seconds(10)

    private var tally = RequestTally()
    private var notBefore: Nanoseconds

    /// Begins at `now`, after the first pause.
    package init(_ now: Nanoseconds) { notBefore = now + Self.firstPause }

    /// Requests in the 60 s before `now`, those under way counted at their worst.
    package func requestsLastMinute(_ now: Nanoseconds) -> Int { tally.count(now) }

    /// How many traces may be asked for now.
    package func room(_ now: Nanoseconds) -> Int {
        now < notBefore ? 0 : (Self.ceiling - requestsLastMinute(now)) / Self.mostRequests
    }

    /// The earliest time for the next trace.
    package func due(_ now: Nanoseconds) -> Nanoseconds {
        max(notBefore, tally.due(Self.mostRequests, of: Self.ceiling, now))
    }

    /// Notes that so many traces were asked for.
    package mutating func send(_ traces: Int, _ now: Nanoseconds) {
        tally.note(traces * Self.mostRequests, now)
    }

    /// Notes how many of those asked for last came at once: they cost one request each.
    package mutating func receive(_ traces: Int) {
        tally.takeBack(traces * (Self.mostRequests - 1))
    }
}
