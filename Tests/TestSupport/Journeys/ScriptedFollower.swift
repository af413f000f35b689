import Follow
import TraceAnalysis
package import Explorer
package import TraceModel

/// A follower whose source tells of traces when the test says so.
package struct ScriptedFollower {
    private var follower: Follower
    private var time: Moment
    package let id: RequestID

    /// Begins to follow what the last `follow` effect of a journey asks for; nil if there is none.
    package init?(_ journey: Journey) {
        let follows = journey.effects.compactMap { effect in
            if case .follow(let id, let query) = effect { (id, query) } else { nil }
        }
        guard let (id, query) = follows.last else { return nil }
        self.id = id
        follower = Follower(
            query,
            ability: SearchAbility(route: .inProcess),
            hasArrivals: true,
            settings: FollowSettings(of: query, inProcess: false)
        )
        time = Moment(monotonic: 0, wall: journey.state.now)
        for case .ask(let question) in follower.handle(.began(time)) {
            let answer = SearchAnswer(summaries: [], limitHit: false, serverTime: time.wall)
            _ = follower.handle(.answered(question.id, answer, time))
        }
    }

    /// The source tells of traces `seconds` later.
    package mutating func tell(
        _ summaries: [TraceSummary],
        after seconds: Int64 = 1,
        calls: [TraceID: [ServiceCall]] = [:],
        skipped: Int = 0
    ) -> ExplorerEvent {
        tell(
            summaries.map { Arrival(summary: $0, calls: calls[$0.id] ?? []) },
            after: seconds,
            skipped: skipped
        )
    }

    /// The source tells of whole traces `seconds` later.
    package mutating func tell(whole traces: [Trace], after seconds: Int64 = 1) -> ExplorerEvent {
        tell(
            traces.map {
                Arrival(summary: TraceSummary($0), calls: $0.serviceCalls(), trace: $0)
            },
            after: seconds,
            skipped: 0
        )
    }

    private mutating func tell(
        _ arrivals: [Arrival],
        after seconds: Int64,
        skipped: Int
    ) -> ExplorerEvent {
        let step = seconds * 1_000_000_000
        time = Moment(
            monotonic: time.monotonic + step,
            wall: time.wall.advanced(by: step)
        )
        let batch = ArrivalBatch(arrivals, skippedTraces: skipped)
        var changes = FollowChanges()
        for case .changed(let some) in follower.handle(.arrived(batch, time)) { changes = some }
        var status = follower.status(time)
        // It tells by itself, and leaves questions unanswered.
        status.silence = nil
        let update = FollowUpdate(
            changes: changes,
            status: status,
            seen: follower.seen(time)
        )
        return .followed(id, update)
    }
}
