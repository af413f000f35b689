import Follow
import PlainText
import TraceModel

/// When a source's metrics are asked for again.
///
/// One question at a time, so that there are never more than 30 requests per minute, fewer where answers take long, and
/// ever fewer while they fail. Times are of the monotonic clock, in nanoseconds.
package struct MetricsPolling: Sendable {
    /// From one question to the next unless it is set otherwise, nanoseconds: the least that keeps to 30 per minute.
    static let shortestPause: Nanoseconds = .seconds(12)
    /// The longest wait after failures, nanoseconds.
    private static let longestPause: Nanoseconds = .minutes(5)
    /// The longest pause that a source can ask for, nanoseconds.
    private static let longestRetryAfter: Nanoseconds = .hours(1)
    /// How long an answer may be missing before the user is told, and between two updates of that.
    private static let silencePause: Nanoseconds = .seconds(5)
    /// Most requests per minute.
    static let ceiling = 30
    /// Questions for metrics between two for the names of services.
    private static let listingPeriod = 5

    var request: RequestID?
    /// From one question to the next, nanoseconds.
    var pause = Self.shortestPause
    /// When the metrics were last asked for.
    private(set) var asked: SourceMoment?
    /// When to ask next.
    private(set) var due: Nanoseconds = 0
    /// Why the last question got no answer.
    package private(set) var failure: String?
    private var failures = 0
    private var questions = 0
    private var lastRequests = 0
    private var sent: Nanoseconds = 0
    /// When the last answer with figures came.
    private var figuresTime: Nanoseconds?
    private var tally = RequestTally()
    /// Whether the last question was about names.
    private var isListing = false

    init() {}

    /// Requests in the 60 s before `now`.
    func requestsLastMinute(_ now: Nanoseconds) -> Int { tally.count(now) }

    /// Asks at once.
    mutating func begin(_ now: Nanoseconds) {
        request = nil
        due = now
    }

    /// Whether the names of services have to be asked for before their metrics.
    var wantsListing: Bool { !isListing && questions > 0 && questions % Self.listingPeriod == 0 }

    /// Notes a question that is sent.
    mutating func send(_ id: RequestID, _ question: LoadRequest, _ moment: SourceMoment) {
        request = id
        var requests = 1
        if case .metrics(let query) = question {
            requests = query.requestCount
            lastRequests = requests
            questions += 1
            asked = moment
            isListing = false
        } else {
            isListing = true
        }
        sent = moment.sent.monotonic
        tally.note(requests, sent)
    }

    /// Plans the next question after an answer; at the first moment that is free when it is wanted soon.
    mutating func succeed(_ now: Nanoseconds, soon: Bool = false) {
        request = nil
        failure = nil
        failures = 0
        due = tally.due(lastRequests, of: Self.ceiling, now)
        guard !isListing, let start = asked?.sent.monotonic else { return }
        figuresTime = now
        due = max(due, now + 4 * (now - start), soon ? now : start + pause)
    }

    mutating func fail(_ why: String, _ now: Nanoseconds, retryAfter: Nanoseconds? = nil) {
        request = nil
        failure = why
        failures += 1
        let pause = min(pause << min(failures, 5), Self.longestPause)
        due = now + max(pause, min(retryAfter ?? 0, Self.longestRetryAfter))
    }

    /// When ``words(_:)`` may change; nil while nothing is asked and nothing is wrong.
    func silenceTick(_ now: Nanoseconds) -> Nanoseconds? {
        guard request != nil || failure != nil else { return nil }
        let since = request == nil ? figuresTime ?? sent : sent
        return now + Self.silencePause - (now - since) % Self.silencePause
    }

    /// What is wrong, and how old the figures are for that reason: `no answer for 10 s · figures 24 s old`.
    func words(_ now: Nanoseconds) -> [String] {
        var words: [String] = []
        if request != nil, now - sent >= Self.silencePause {
            words.append("no answer for \(DurationText.passed(now - sent))")
        }
        if let failure { words.append("trying again: \(failure)") }
        if !words.isEmpty, let figuresTime {
            words.insert("figures \(DurationText.passed(now - figuresTime)) old", at: 0)
        }
        return words
    }

    /// The question was cancelled; it is asked again when it is due.
    mutating func giveUp() { request = nil }
}
