import TraceModel

/// When the source may be asked next: never too often, more slowly the slower it answers, and with growing requestTimeout
/// when it fails.
struct RequestPace: Sendable {
    private static let minute: Nanoseconds = .minutes(1)
    /// The part of a minute's requests that may follow each other quickly, to get over a beginning or a gap.
    private static let burstShare = 4
    private static let burstSpacing: Nanoseconds = .milliseconds(500)
    private static let firstBackOff: Nanoseconds = .seconds(5)
    private static let longestBackOff: Nanoseconds = .minutes(5)
    private static let longestWish: Nanoseconds = .hours(1)

    let ceiling: Int
    private var tally = RequestTally()
    private(set) var lastDuration: Nanoseconds = 0
    private(set) var failureCount = 0
    private var notBefore: Nanoseconds = .min

    init(ceiling: Int) { self.ceiling = max(ceiling, 1) }

    /// The time between requests that can be kept up.
    var spacing: Nanoseconds { max(Self.minute / Int64(ceiling), 2 * lastDuration) }

    /// The earliest time for the next request.
    func earliest(_ now: Nanoseconds) -> Nanoseconds {
        var time = notBefore
        if let last = tally.latest {
            let isBurst =
                count(now) < ceiling / Self.burstShare && lastDuration < Self.burstSpacing
            time = max(time, last + (isBurst ? Self.burstSpacing : Self.minute / Int64(ceiling)))
        }
        return max(time, tally.due(1, of: ceiling, now))
    }

    mutating func begin(_ now: Nanoseconds) { tally.note(1, now) }

    mutating func succeed(_ now: Nanoseconds) {
        finish(now)
        failureCount = 0
        // As long as it took: the source is busy with us half of the time at most.
        notBefore = now + min(lastDuration, Self.longestBackOff)
    }

    /// Waits 5 s after the first failure, twice as long after each further one, and as long as the source wishes.
    mutating func fail(_ now: Nanoseconds, retryAfter: Nanoseconds?) {
        finish(now)
        let wait = Self.firstBackOff << Int64(min(failureCount, 8))
        failureCount += 1
        notBefore =
            now + max(min(wait, Self.longestBackOff), min(retryAfter ?? 0, Self.longestWish))
    }

    /// Requests in the 60 s before `now`.
    func count(_ now: Nanoseconds) -> Int { tally.count(now) }

    private mutating func finish(_ now: Nanoseconds) {
        lastDuration = tally.latest.map { max(now - $0, 0) } ?? 0
    }
}
