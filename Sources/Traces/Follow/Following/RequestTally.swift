package import TraceModel

/// Requests of the last 60 s, which a ceiling of requests per minute is held against.
///
/// Times are nanoseconds since any fixed point; what lies in the future of a clock that was set back does not count.
package struct RequestTally: Sendable {
    private static let minute: Nanoseconds = .seconds(60)

    private var sent: [(time: Nanoseconds, requests: Int)] = []

    package init() {}

    /// When the latest were sent; nil before the first.
    package var latest: Nanoseconds? { sent.last?.time }

    /// Requests in the 60 s before `now`.
    package func count(_ now: Nanoseconds) -> Int {
        sent.reduce(0) { Self.counts($1.time, now) ? $0 + $1.requests : $0 }
    }

    /// The earliest time from `now` on that has room for so many more under a ceiling not less than them.
    package func due(_ requests: Int, of ceiling: Int, _ now: Nanoseconds) -> Nanoseconds {
        var free = ceiling - count(now)
        var time = now
        for old in sent where free < requests && Self.counts(old.time, now) {
            free += old.requests
            time = old.time + Self.minute
        }
        return time
    }

    /// Notes requests that are sent now.
    package mutating func note(_ requests: Int, _ now: Nanoseconds) {
        sent.removeAll { !Self.counts($0.time, now) }
        sent.append((now, requests))
    }

    /// Notes that so many of the latest were not sent after all.
    package mutating func takeBack(_ requests: Int) {
        guard let last = sent.popLast() else { return }
        sent.append((last.time, max(0, last.requests - requests)))
    }

    private static func counts(_ time: Nanoseconds, _ now: Nanoseconds) -> Bool {
        (0..<minute).contains(now - time)
    }
}
