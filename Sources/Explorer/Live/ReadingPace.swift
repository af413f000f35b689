package import TraceModel

/// How many traces may be read whole beside a follower, by the requests that this costs at worst.
///
/// A trace costs one request; one more where a source does not find it at the time that it is said to be of, or where
/// requests that fail are sent again. As many are kept free before it is asked for, so that no minute
/// has more than ``ceiling`` requests.
package struct ReadingPace: Sendable {
    /// Requests in any 60 seconds; a follower beside it has as many less.
    package static let ceiling = 6
    /// Requests of a trace at worst.
    private static let mostRequests = 3
    private static let minute: Nanoseconds = 60_000_000_000
    /// How long what was found before is left to the follower, which brings what it finds whole.
    private static let patience: Nanoseconds = 10_000_000_000

    private var sent: [(time: Timestamp, requests: Int)] = []
    private var notBefore: Timestamp

    /// Begins at `now`, with some patience.
    package init(_ now: Timestamp) { notBefore = now.advanced(by: Self.patience) }

    /// Requests in the 60 s before `now`, those under way counted at their worst.
    package func requestsLastMinute(_ now: Timestamp) -> Int {
        sent.reduce(0) { now.since($1.time) < Self.minute ? $0 + $1.requests : $0 }
    }

    /// How many traces may be asked for now.
    package func room(_ now: Timestamp) -> Int {
        now < notBefore ? 0 : (Self.ceiling - requestsLastMinute(now)) / Self.mostRequests
    }

    /// The earliest time for the next trace.
    package func due(_ now: Timestamp) -> Timestamp {
        var free = Self.ceiling - requestsLastMinute(now)
        var time = notBefore
        for old in sent where free < Self.mostRequests && now.since(old.time) < Self.minute {
            free += old.requests
            time = max(time, old.time.advanced(by: Self.minute))
        }
        return max(time, now)
    }

    /// Notes that so many traces were asked for.
    package mutating func send(_ traces: Int, _ now: Timestamp) {
        sent.removeAll { now.since($0.time) >= Self.minute }
        sent.append((now, traces * Self.mostRequests))
    }

    /// Notes how many of those asked for last came at once: they cost one request each.
    package mutating func receive(_ traces: Int) {
        guard let last = sent.popLast() else { return }
        sent.append((last.time, last.requests - traces * (Self.mostRequests - 1)))
    }
}
