import Explorer
import Synchronization
import TestSupport
import TraceModel

@testable import Follow
import PlainText

/// A screen that follows a source with a bad day: what it showed, and what was not true.
///
/// With each update it is checked that every trace of a time that is said to have been seen was told, that each came once,
/// and that figures that are not marked as lower bounds are whole.
final class BadDay: Sendable {
    /// Rows that a list of traces keeps.
    static let rowLimit = 2000

    struct Moment: Sendable {
        var second: Int
        var status: FollowStatus
        /// The line below the list.
        var honesty: String
    }

    struct Story: Sendable {
        var journey: Journey
        var moments: [Moment] = []
        /// What was not as it should be.
        var troubles: [String] = []
        /// Span counts as told.
        var told: [TraceID: Int] = [:]
        var counts = LiveCounts(basis: .calls)
        var seen: SeenTime?
        var updates = 0
    }

    private let story: Mutex<Story>
    private let follower: RequestID
    private let wanted: TraceQuery
    private let settings: FollowSettings

    /// Types `keys`, of which the last ones make a screen follow.
    init?(_ keys: String, settings: FollowSettings) {
        var shown = Journey.settings
        shown.search.limit = Self.rowLimit
        var journey = Journey(source: .shopWithoutMetrics, settings: shown)
        journey.press(keys)
        let follows = journey.effects.compactMap { effect in
            if case .follow(let id, let query) = effect { (id, query) } else { nil }
        }
        guard let (id, query) = follows.last else { return nil }
        follower = id
        wanted = query
        self.settings = settings
        story = Mutex(Story(journey: journey))
    }

    /// When the last update came; nil before the first.
    var lastSecond: Int? { story.withLock { $0.moments.last?.second } }

    /// How many traces were told, and how many the source said that it left out.
    var taken: (told: Int, skipped: Int) {
        story.withLock { ($0.told.count, $0.status?.figures.skippedArrivals ?? 0) }
    }

    /// Follows for some time of the virtual clock; `truth` is what the source has.
    func follow(
        _ reader: any TraceReader,
        _ virtual: VirtualClock,
        seconds: Int,
        truth: SteadyTraffic
    ) async throws -> Story {
        let driver = FollowDriver(
            reader,
            wanted: wanted,
            settings: settings,
            clock: virtual.clock
        )
        let (isOver, over) = AsyncStream.makeStream(of: Void.self)
        let following = Task {
            try await driver.run { update in
                self.take(update, virtual, truth)
                guard virtual.second >= seconds else { return }
                over.finish()
                // Until the test has stopped it: nothing is asked meanwhile.
                try? await Task.sleep(for: .seconds(3600))
            }
            over.finish()
        }
        for await _ in isOver {}
        following.cancel()
        try await following.value
        return story.withLock { $0 }
    }

    private func take(_ update: FollowUpdate, _ virtual: VirtualClock, _ truth: SteadyTraffic) {
        story.withLock { story in
            story.updates += 1
            story.journey.send(.tick(virtual.now))
            story.journey.send(.followed(follower, update))
            story.seen = update.seen
            story.note(update.changes)
            if story.updates % 8 == 0 || virtual.second % 60 == 0 {
                story.check(update.seen, virtual.now.wall, truth, service: wanted.service)
            }
            story.moments.append(
                Moment(
                    second: virtual.second,
                    status: update.status,
                    honesty: story.journey.honesty
                )
            )
        }
    }
}

extension BadDay.Story {
    /// The last update's line below the list.
    var honesty: String { moments.last?.honesty ?? "" }

    var status: FollowStatus? { moments.last?.status }

    /// What was said in some seconds.
    func moments(_ seconds: Range<Int>) -> [BadDay.Moment] {
        moments.filter { seconds.contains($0.second) }
    }

    fileprivate mutating func note(_ changes: FollowChanges) {
        for trace in changes.appeared {
            let isRepeated =
                told.updateValue(trace.summary.spanCount, forKey: trace.summary.id) != nil
            if isRepeated, !trace.mayBeRepeated {
                troubles.append("\(trace.summary.id) appeared twice")
            }
        }
        for trace in changes.grew where told[trace.summary.id] ?? .max >= trace.summary.spanCount {
            troubles.append("\(trace.summary.id) grew without having been smaller")
        }
        if let seen { counts.apply(changes, seen) }
        let rows = journey.traces?.summaries.map(\.id) ?? []
        if Set(rows).count != rows.count { troubles.append("a row stands in the list twice") }
        let isForeign = rows.contains { $0.high == 9 && told[$0] == nil }
        if isForeign { troubles.append("a row that was never told") }
    }

    /// Coverage and figures against the truth.
    fileprivate mutating func check(
        _ seen: SeenTime,
        _ now: Timestamp,
        _ truth: SteadyTraffic,
        service: String?
    ) {
        let coverages =
            seen.services.isEmpty ? [(service, seen.coverage)] : seen.services.map { ($0, $1) }
        for (service, coverage) in coverages where !truth.givesWay {
            for piece in coverage.pieces {
                let time = min(piece.seenAt, now)
                let missing = truth.traces(piece.start, piece.end, at: time, service: service)
                    .count { told[SteadyTraffic.id($0)] == nil }
                if missing > 0 {
                    troubles.append("\(missing) traces of a time that is said to have been seen")
                }
            }
        }
        guard seen.services.isEmpty, !truth.wavers, truth.futureEvery == nil else { return }
        let window = counts.window(.seconds(60), seen)
        let start = counts.start(ofSlot: window.lowerBound)
        let end = counts.start(ofSlot: window.upperBound)
        for row in counts.services(seen) {
            let all = truth.calls(of: row.service, start, end)
            if row.figures.calls > all || row.figures.calls < all && !row.isLowerBound {
                let sign = row.isLowerBound ? "≥ " : ""
                troubles.append("\(row.service): \(sign)\(row.figures.calls) calls, of \(all)")
            }
        }
    }
}

/// The most requests in any 60 s.
func mostAMinute(_ times: [Nanoseconds]) -> Int {
    var first = 0
    var most = 0
    for (last, time) in times.enumerated() {
        while times[first] <= time - .seconds(60) { first += 1 }
        most = max(most, last - first + 1)
    }
    return most
}

extension FollowSettings {
    /// The usual ones, from two minutes back on.
    static var short: FollowSettings {
        var settings = FollowSettings()
        settings.reach = .seconds(120)
        return settings
    }
}
