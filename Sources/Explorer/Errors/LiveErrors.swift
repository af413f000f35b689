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
    /// Rows stay where they are: until then the list is still being filled, and sorted.
    package var holdsRows = false
    /// Groups that began since the list was last sorted, and came in below.
    package var newGroups: Set<FailureOrigin> = []
    /// Traces that were removed: those that are too old now, and the oldest of too many.
    package var removedCount = 0
    /// The latest failure that was removed for lack of room: up to then the list is not whole.
    var crowdedOut: Timestamp?
    var pace: ReadingPace
    /// When calls are counted next, by the monotonic clock.
    var countDue: Nanoseconds
    /// The source keeps metrics, as far as is known.
    var hasMetrics = true
    /// When traces that have become too old are removed next.
    var sweepDue: Nanoseconds
    private let length: Nanoseconds
    /// When following began.
    private let begin: Moment
    /// When the source last told its time: that time of day, and our clock that never goes back.
    private var sourceTime: Moment
    /// When following began, by the source's clock.
    private var sourceBegin: Timestamp

    /// Traces that a followed list keeps; the oldest leave first.
    package static let capacity = 4000
    static let sweepPause: Nanoseconds = .seconds(10)
    /// From one count of calls to the next, nanoseconds.
    static let countPause: Nanoseconds = .seconds(30)
    /// How long the list may be filled before its rows stay where they are, however much is still to come.
    private static let longestFilling: Nanoseconds = .minutes(1)

    /// `length` is that of the time shown, nanoseconds.
    init(id: RequestID, length: Nanoseconds, now: Moment) {
        self.id = id
        self.length = length
        begin = now
        sourceTime = now
        sourceBegin = now.wall
        pace = ReadingPace(now.monotonic)
        sweepDue = now.monotonic + Self.sweepPause
        countDue = now.monotonic + Self.sweepPause
    }

    /// The beginning of the time that is shown, by the source's clock.
    func start(_ now: Moment) -> Timestamp { self.now(now).advanced(by: -length) }

    /// Now, by the source's clock.
    func now(_ now: Moment) -> Timestamp {
        sourceTime.wall.advanced(by: now.monotonic - sourceTime.monotonic)
    }

    /// All failures of the time that is shown were seen.
    var isWhole: Bool { status?.coverage.isWhole == true && crowdedOut == nil }

    /// Whether something happened since following began.
    func isNew(_ time: Timestamp) -> Bool { time >= sourceBegin }

    /// Takes how the follower goes; what was seen is judged for all of the time shown.
    mutating func note(_ update: FollowUpdate, _ now: Moment) {
        let seen = update.seen
        sourceTime = Moment(monotonic: now.monotonic, wall: seen.now)
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
        if isFilled && status.phase != .starting || isLong { holdsRows = true }
    }

    /// How following goes, the reading of traces included.
    func words(_ now: Moment) -> [String] {
        guard var status else { return ["waiting for the first answer"] }
        status.requestsLastMinute += pace.requestsLastMinute(now.monotonic)
        status.requestCeiling += ReadingPace.ceiling
        return status.honesty
    }
}
