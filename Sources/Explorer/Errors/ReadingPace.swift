import Follow
package import TraceModel

/// How many traces may be read whole beside a follower.
///
/// A trace costs one request, or two where the source does not find it at the time that its summary says. Two are counted
/// when it is asked for, so that no minute has more than ``ceiling`` requests. Times are of the clock that never goes
/// back, nanoseconds.
package struct ReadingPace: Sendable {
    /// Requests in any 60 seconds.
    ///
    /// The follower beside it makes do with so many fewer: see `FollowSettings+Query`.
    package static let ceiling = 6
    /// Requests per trace at worst.
    private static let mostRequests = 2
    /// How long traces that were found before are left to the follower, which brings whole traces.
    private static let firstPause: Nanoseconds = .seconds(10)

    private var tally = RequestTally()
    /// Requests of other kinds, one each.
    private var others = RequestTally()
    private var notBefore: Nanoseconds

    /// Begins at `now`, after the first pause.
    package init(_ now: Nanoseconds) { notBefore = now + Self.firstPause }

    /// Requests in the 60 s before `now`, those under way counted at their worst.
    package func requestsLastMinute(_ now: Nanoseconds) -> Int {
        tally.count(now) + others.count(now)
    }

    /// How many traces may be asked for now.
    package func room(_ now: Nanoseconds) -> Int {
        now < notBefore ? 0 : (Self.ceiling - requestsLastMinute(now)) / Self.mostRequests
    }

    /// The earliest time for the next trace.
    package func due(_ now: Nanoseconds) -> Nanoseconds {
        let room = max(Self.mostRequests, Self.ceiling - others.count(now))
        return max(notBefore, tally.due(Self.mostRequests, of: room, now))
    }

    /// Notes that so many traces were asked for.
    package mutating func send(_ traces: Int, _ now: Nanoseconds) {
        tally.note(traces * Self.mostRequests, now)
    }

    /// Notes one request of another kind.
    package mutating func note(_ now: Nanoseconds) { others.note(1, now) }

    /// Notes how many of those asked for last came at once: they cost one request each.
    package mutating func receive(_ traces: Int) {
        tally.takeBack(traces * (Self.mostRequests - 1))
    }
}
