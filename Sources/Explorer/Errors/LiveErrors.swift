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
    static let sweepPause: Nanoseconds = .seconds(10)
    /// How long the list may be filled before its rows hold their places, however much is still to come.
    private static let longestFilling: Nanoseconds = .minutes(1)

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
