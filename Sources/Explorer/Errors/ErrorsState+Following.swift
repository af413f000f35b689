package import Follow
import PlainText
import TraceAnalysis
package import TraceModel

/// Failures that are followed: the follower brings traces with errors whole; those that it does not are read beside it.
extension ErrorsState {
    /// Traces that one request of a followed list reads at most.
    private static let batch = 16

    package var follower: RequestID? {
        get { live?.id }
        set { live?.id = newValue }
    }

    /// Follows what the list asked for, or stops.
    mutating func toggleFollowing(_ context: inout ScreenContext) {
        if live != nil {
            endFollowing(&context)
            return context.tellNotFollowed()
        }
        guard context.canFollow() else { return }
        if case .last = terms.window {
        } else {
            terms.window = .last(ErrorSearch.lookback)
        }
        // What was found and not read yet is left to the follower, as far as it looks back.
        context.cancel(requests)
        search.giveUpReading()
        readingRequest = nil
        search.stop()
        answer = .loaded(())
        follow(&context)
        fit(to: context.size)
    }

    private mutating func follow(_ context: inout ScreenContext) {
        var query = terms.query(now: context.now, settings: context.settings)
        query.detail = .spans
        let id = context.follow(query)
        if live == nil {
            live = LiveErrors(id: id, length: length, now: context.time)
        } else {
            live?.id = id
        }
    }

    package mutating func resumeFollowing(_ context: inout ScreenContext) {
        if live != nil { follow(&context) }
    }

    package mutating func endFollowing(_ context: inout ScreenContext) {
        context.cancel(requests)
        if let id = live?.id { context.stopFollower(id) }
        endFollowing()
    }

    package mutating func receive(_ update: FollowUpdate, _ context: inout ScreenContext) {
        search.query = terms.query(now: context.now, settings: context.settings)
        asked = context.now
        take(update, context.time)
    }

    /// When traces of the followed list are to be read or let go.
    package func nextTick(_ context: ScreenContext) -> Nanoseconds? {
        guard let live, live.id != nil else { return nil }
        guard !search.waiting.isEmpty, readingRequest == nil else { return live.sweepDue }
        return min(live.sweepDue, live.pace.due(context.time.monotonic))
    }

    /// Lets go what has become too old, and reads what waits, as far as the pace allows.
    package mutating func tick(_ context: inout ScreenContext) {
        let now = context.time.monotonic
        guard let due = nextTick(context), now >= due, let live else { return }
        if now >= live.sweepDue { takeLive([], context.time) }
        let room = min(live.pace.room(now), Self.batch)
        guard readingRequest == nil, room > 0, !search.waiting.isEmpty else { return }
        let next = search.takeWaiting(room)
        readingRequest = context.poll(.failures(next), what: "reading traces")
        self.live?.pace.send(next.count, now)
    }

    /// Takes traces that were read beside the follower.
    mutating func receiveLive(_ reading: FailureReading, _ context: inout ScreenContext) {
        live?.pace.receive(reading.parts.count)
        takeLive(reading.parts, context.time)
    }

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
        search.waiting = unread + search.waiting.filter { !known.contains($0.id) }
        takeLive(parts, now)
    }

    /// Takes traces that were read, and lets go what is too old.
    mutating func takeLive(_ parts: [FailureReading.Part], _ now: Moment) {
        guard let start = live?.start(now) else { return }
        search.found.add(parts.filter { ($0.failures.latest ?? $0.summary.start) >= start })
        let gone = search.found.removeOld(before: start, capacity: LiveErrors.capacity)
        live?.leftOut += gone.count
        if let time = gone.crowdedOut {
            let before = live?.crowdedOut ?? time
            live?.crowdedOut = max(before, time)
        }
        live?.sweepDue = now.monotonic + LiveErrors.sweepPause
        search.waiting.removeAll { $0.end < start }
        let excess = search.waiting.count - LiveErrors.capacity
        if excess > 0 {
            live?.leftOut += excess
            search.waiting.removeLast(excess)
        }
        showLive()
    }

    /// Lets in what there is, and is a list like any other from now on.
    mutating func endFollowing() {
        guard let ended = live else { return }
        live = nil
        search.giveUpReading()
        readingRequest = nil
        // Where the follower never said anything, the list is that of the search before.
        guard let status = ended.status else { return }
        search.notes = ["followed until now", status.coverage.sentence]
        if ended.leftOut > 0 { search.notes.append("\(CountText.grouped(ended.leftOut)) removed") }
        search.limitHit = false
        search.foundCount = groups.traceCount + search.waiting.count
        answer = .loaded(())
    }
}
