package import Follow
import PlainText
package import TraceAnalysis
import TraceModel

/// What a list of failures knows while it is followed.
package struct LiveErrors: Sendable {
    /// The name of the follower that feeds the list; nil while another screen is followed instead.
    package var id: RequestID?
    /// How following goes, and how much of the list's own time was seen; nil until the follower has said something.
    package private(set) var status: FollowStatus?
    /// Rows hold their places: until then the list is still being filled, and sorted.
    package var isPlaced = false
    /// Groups that began since the list was last sorted, and came in below.
    package var fresh: Set<FailureOrigin> = []
    /// Traces that were shown and left the list: too old now, or too many.
    package var leftOut = 0
    /// The latest time of which failures left the list for lack of room: up to then it is not whole.
    var crowdedOut: Timestamp?
    var pace: ReadingPace
    /// When traces are next let go that have become too old.
    var sweepDue: Nanoseconds
    private let length: Nanoseconds
    /// When following began.
    private let begin: Moment
    /// What the source's clock was when it was last told, and ours that never goes back.
    private var told: Moment
    /// When following began, by the source's clock.
    private var sourceBegin: Timestamp

    /// Traces that a followed list keeps; the oldest leave first.
    package static let capacity = 4000
    static let sweepPause: Nanoseconds = 10_000_000_000
    /// How long the list may be filled before its rows hold their places, however much is still to come.
    private static let longestFilling: Nanoseconds = 60_000_000_000

    /// `length` is that of the time shown, nanoseconds.
    init(id: RequestID, length: Nanoseconds, now: Moment) {
        self.id = id
        self.length = length
        begin = now
        told = now
        sourceBegin = now.wall
        pace = ReadingPace(now.monotonic)
        sweepDue = now.monotonic + Self.sweepPause
    }

    /// Nothing that happened before is shown, by the source's clock.
    func start(_ now: Moment) -> Timestamp {
        told.wall.advanced(by: now.monotonic - told.monotonic - length)
    }

    /// Whether something happened since following began.
    func isNews(_ time: Timestamp) -> Bool { time >= sourceBegin }

    /// Takes how the follower goes; what was seen is judged for all of the time shown.
    mutating func note(_ update: FollowUpdate, _ now: Moment) {
        let seen = update.seen
        told = Moment(monotonic: now.monotonic, wall: seen.now)
        sourceBegin = seen.now.advanced(by: -now.since(begin))
        var status = update.status
        status.coverage = CoverageReport(
            seen.coverage,
            from: seen.now.advanced(by: -min(length, FollowSettings.longestReach)),
            to: seen.now,
            lookedAt: seen.latest(),
            allowance: seen.allowance,
            limit: status.coverage.limit,
            isCut: status.coverage.isCut
        )
        self.status = status
        let isFilled = status.phase == .sampling || status.coverage.share >= 0.99
        let isLong = now.monotonic - begin.monotonic > Self.longestFilling
        if isFilled && status.phase != .starting || isLong { isPlaced = true }
    }

    /// How following goes, the reading of traces included.
    func words(_ now: Moment) -> [String] {
        guard var status else { return ["waiting for the first answer"] }
        status.requestsLastMinute += pace.requestsLastMinute(now.monotonic)
        status.requestCeiling += ReadingPace.ceiling
        return status.honesty
    }
}

extension ErrorsState {
    /// Takes what a follower saw.
    ///
    /// - Complexity: O(failures and groups of all traces kept).
    mutating func take(_ update: FollowUpdate, _ now: Moment) {
        guard live != nil else { return }
        live?.note(update, now)
        var parts: [FailureReading.Part] = []
        var unread: [TraceSummary] = []
        for trace in update.changes.appeared + update.changes.grew {
            if let failures = trace.failures {
                parts.append(FailureReading.Part(summary: trace.summary, failures: failures))
            } else {
                unread.append(trace.summary)
            }
        }
        let known = Set(parts.map(\.summary.id)).union(unread.map(\.id))
        waiting = unread + waiting.filter { !known.contains($0.id) }
        takeLive(parts, now)
    }

    /// Takes traces that were read, and lets go what is too old.
    mutating func takeLive(_ parts: [FailureReading.Part], _ now: Moment) {
        guard let start = live?.start(now) else { return }
        keep(parts.filter { ($0.failures.latest ?? $0.summary.start) >= start })
        let gone = letGo(before: start, capacity: LiveErrors.capacity)
        live?.leftOut += gone.count
        if let time = gone.crowdedOut {
            let before = live?.crowdedOut ?? time
            live?.crowdedOut = max(before, time)
        }
        live?.sweepDue = now.monotonic + LiveErrors.sweepPause
        waiting.removeAll { $0.end < start }
        if waiting.count > LiveErrors.capacity {
            live?.leftOut += waiting.count - LiveErrors.capacity
            waiting.removeLast(waiting.count - LiveErrors.capacity)
        }
        showLive()
    }

    /// Lets in what there is, and is a list like any other from now on.
    mutating func endFollowing() {
        guard let ended = live else { return }
        live = nil
        waiting = (reading?.traces ?? []) + waiting
        reading = nil
        // Where the follower never said anything, the list is that of the search before.
        guard let status = ended.status else { return }
        notes = ["followed until now", status.coverage.sentence]
        if ended.leftOut > 0 { notes.append("\(CountText.grouped(ended.leftOut)) let go") }
        limitHit = false
        foundCount = groups.traceCount + waiting.count
        search = .loaded(())
    }

    /// What is said of a list that is followed: what is there and what is not, then how it was got.
    func honesty(_ live: LiveErrors, now: Moment, zone: Zone) -> [String] {
        var words = [live.id == nil ? "paused" : "live"]
        if !live.fresh.isEmpty {
            words.append("▲ \(CountText.grouped(live.fresh.count)) new below, R sorts")
        }
        if let crowdedOut = live.crowdedOut, crowdedOut >= live.start(now) {
            let time = TimeText.clock(crowdedOut, in: zone).prefix(8)
            let count = CountText.grouped(groups.traceCount)
            words.append("newest \(count) with errors: since \(time)")
        } else {
            words.append("\(CountText.of(groups.traceCount, "trace")) with errors")
        }
        words += shareWords
        if !narrow.isEmpty { words.append("\(shown.count) of \(rows.count) match /\(narrow)") }
        let unread = waiting.count + (reading?.traces.count ?? 0)
        if unread > 0 { words.append("\(CountText.grouped(unread)) not read yet") }
        words += live.words(now)
        if !problems.isEmpty { words.append("\(problems.count) could not be read (:messages)") }
        if live.leftOut > 0 { words.append("\(CountText.grouped(live.leftOut)) let go") }
        words.append(windowText)
        words.append(isInverted ? "inverted: \(order.rawValue)" : order.rawValue)
        return words + (live.status?.asides ?? [])
    }
}
