package import Follow
import PlainText
import TraceAnalysis
package import TraceModel

/// Failures that are followed: the follower brings most traces with errors whole; the others are read beside it.
extension ErrorsState {
    package var isFollowed: Bool { live != nil }

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
        followUntilNow(&context)
        // What was found and not read yet is left to the follower, as far as it looks back.
        context.cancel(requests)
        search.giveUpReading()
        readingRequest = nil
        (counting, counted, countRequest) = (nil, nil, nil)
        search.stop()
        answer = .loaded(())
        follow(&context)
        fit(to: context.size)
    }

    /// A list of a fixed time, or of all time, shows the last minutes from now on.
    private mutating func followUntilNow(_ context: inout ScreenContext) {
        if case .last = terms.window { return }
        terms.window = .last(ErrorSearch.lookback)
        let window = DurationText.exact(ErrorSearch.lookback)
        context.tell(.info, "A fixed time cannot be followed: last=\(window) is used.")
    }

    /// The length of the time that is followed, nanoseconds.
    private var length: Nanoseconds {
        guard case .last(let lookback) = terms.window else { return ErrorSearch.lookback }
        return lookback
    }

    private mutating func follow(_ context: inout ScreenContext) {
        var query = terms.query(now: context.now, defaults: context.settings.search)
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
        keepFollowed()
    }

    package mutating func receive(_ update: FollowUpdate, _ context: inout ScreenContext) {
        search.query = terms.query(now: context.now, defaults: context.settings.search)
        asked = context.now
        // The source answers again: that it once did not is over.
        if update.status.hasAnswered, answer.failure != nil { answer = .loaded(()) }
        takeFollowed(update, context.time)
    }

    /// When traces of the followed list are to be read or removed.
    package func nextTick(_ context: ScreenContext) -> Nanoseconds? {
        guard let live, live.id != nil else { return nil }
        let countDue =
            live.hasMetrics && countRequest == nil && !rows.isEmpty ? live.countDue : .max
        let due = min(live.sweepDue, countDue)
        guard !search.waiting.isEmpty, readingRequest == nil else { return due }
        return min(due, live.pace.due(context.time.monotonic))
    }

    /// Removes what has become too old, and reads what waits, as far as the pace allows.
    package mutating func tick(_ context: inout ScreenContext) {
        let now = context.time.monotonic
        guard let due = nextTick(context), now >= due, let live else { return }
        if now >= live.sweepDue { takeLive([], context.time) }
        if now >= live.countDue, countRequest == nil, !rows.isEmpty { countLive(&context) }
        guard let live = self.live else { return }
        let room = live.pace.room(now)
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
    private mutating func takeFollowed(_ update: FollowUpdate, _ time: Moment) {
        guard live != nil else { return }
        live?.note(update, time)
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
        takeLive(parts, time)
    }

    /// Takes traces that were read, and removes what is too old.
    private mutating func takeLive(_ parts: [FailureReading.Part], _ time: Moment) {
        guard let start = live?.start(time) else { return }
        search.read.add(parts.filter { ($0.failures.latest ?? $0.summary.start) >= start })
        let removed = search.read.removeOld(before: start, capacity: LiveErrors.capacity)
        live?.removedCount += removed.count
        if let latest = removed.crowdedOut {
            let before = live?.crowdedOut ?? latest
            live?.crowdedOut = max(before, latest)
        }
        live?.sweepDue = time.monotonic + LiveErrors.sweepPause
        search.waiting.removeAll { $0.end < start }
        let excess = search.waiting.count - LiveErrors.capacity
        if excess > 0 {
            live?.removedCount += excess
            search.waiting.removeLast(excess)
        }
        showLive()
    }

    /// Keeps the groups as a list like any other, with notes on how they were got.
    private mutating func keepFollowed() {
        guard let ended = live else { return }
        live = nil
        search.giveUpReading()
        readingRequest = nil
        countRequest = nil
        // Where the follower never said anything, and nothing was removed, the list is that of the search before.
        guard ended.status != nil || ended.removedCount > 0 else { return }
        search.notes = ["followed until now"] + (ended.status.map { [$0.seen] } ?? [])
        if ended.removedCount > 0 {
            search.notes.append("\(CountText.grouped(ended.removedCount)) removed")
        }
        search.limitHit = false
        search.foundCount = groups.traceCount + search.waiting.count
        answer = .loaded(())
    }
}
