import Follow
import PlainText
package import TraceModel

/// How one open trace is followed until it has settled.
///
/// It is asked for again and again, at first every few seconds, less and less often while nothing new comes, and with
/// pauses no shorter than the last answer took. Times are of the monotonic clock, in nanoseconds.
package struct TraceGrowth: Sendable {
    /// When to ask next.
    var due: Nanoseconds
    /// The question on its way.
    var request: RequestID?
    /// When the last question was sent.
    private var asked: Nanoseconds
    /// When spans last came.
    package internal(set) var lastChange: Nanoseconds
    /// Spans that came with the last answer, marked until ``markedUntil``.
    package internal(set) var newSpans: Set<Int> = []
    var markedUntil: Nanoseconds = 0
    /// Why the last question has no answer; nil when it has.
    package internal(set) var failure: String?
    /// No new spans came for long enough; the trace is not asked for any more.
    package internal(set) var isSettled = false
    private var interval = Self.shortestInterval
    private var tally = RequestTally()

    private static let shortestInterval: Nanoseconds = .milliseconds(2500)
    /// The most requests that one question takes: a source that does not find the trace at its time is asked without one.
    private static let mostRequests = 2
    /// Most requests per minute.
    private static let ceiling = 30
    private static let longestInterval: Nanoseconds = .seconds(15)
    private static let longestRetryAfter: Nanoseconds = .hours(1)
    /// How long new spans stay marked.
    static let markTime: Nanoseconds = .milliseconds(1500)
    /// How long a whole trace must be quiet to be settled; a trace that lacks parents is waited for longer.
    private static let settleTime: Nanoseconds = .minutes(1)
    private static let orphanSettleTime: Nanoseconds = .minutes(5)

    init(now: Nanoseconds) {
        due = now
        asked = now
        lastChange = now
    }

    /// Notes a question on its way.
    mutating func send(_ id: RequestID, _ now: Nanoseconds) {
        request = id
        asked = now
        tally.note(Self.mostRequests, now)
    }

    /// Notes an answer: with new spans, or without any.
    mutating func note(newSpans: Set<Int>, isChanged: Bool, orphans: Int, now: Nanoseconds) {
        request = nil
        failure = nil
        tally.takeBack(Self.mostRequests - 1)
        if isChanged {
            self.newSpans = newSpans
            markedUntil = now + Self.markTime
            lastChange = now
            interval = Self.shortestInterval
        } else {
            interval = min(interval * 3 / 2, Self.longestInterval)
        }
        plan(after: interval, now)
        let quietTime = orphans == 0 ? Self.settleTime : Self.orphanSettleTime
        isSettled = now - lastChange >= quietTime
    }

    /// Notes that there was no answer, and the pause that the source asks for.
    mutating func note(failure words: String, retryAfter: Nanoseconds?, now: Nanoseconds) {
        request = nil
        failure = words
        interval = min(interval * 2, Self.longestInterval * 2)
        plan(after: max(interval, min(retryAfter ?? 0, Self.longestRetryAfter)), now)
    }

    /// The question was cancelled: it is asked again later.
    mutating func noteCancelled(now: Nanoseconds) {
        request = nil
        plan(after: interval, now)
    }

    private mutating func plan(after pause: Nanoseconds, _ now: Nanoseconds) {
        let free = tally.due(Self.mostRequests, of: Self.ceiling, now)
        due = max(now + max(pause, now - asked), free)
    }

    /// Whether a span came just now.
    package func marks(_ span: Int, now: Nanoseconds) -> Bool {
        now < markedUntil && newSpans.contains(span)
    }

    /// When something is to be asked or drawn again; nil once settled.
    func nextTick(now: Nanoseconds) -> Nanoseconds? {
        if markedUntil > now { return min(markedUntil, request == nil ? due : markedUntil) }
        if isSettled { return nil }
        // Quiet seconds are counted in steps of five: often enough, also for a slow link.
        let fifth = now + .seconds(5) - (now - lastChange) % .seconds(5)
        return request == nil ? min(due, fifth) : fifth
    }

    /// `may still grow · 3 spans missing a parent · no new span for 10 s · 9/30 req/min`.
    func honesty(orphans: Int, now: Nanoseconds) -> [String] {
        if isSettled {
            return ["no longer growing: no new span for \(DurationText.passed(now - lastChange))"]
        }
        let isQuiet = now - lastChange >= .seconds(5)
        var words = [isQuiet ? "may still grow" : "still growing"]
        if let failure { words.append("trying again: \(failure)") }
        if orphans > 0 { words.append("\(CountText.of(orphans, "span")) missing a parent") }
        if isQuiet {
            words.append("no new span for \(DurationText.passed(now - lastChange))")
        }
        words.append(FollowStatus.requests(tally.count(now), of: Self.ceiling))
        return words
    }
}
