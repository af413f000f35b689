package import Follow
import PlainText
import TraceAnalysis
import TraceModel

extension TracesState {
    package var isFollowed: Bool { live != nil }

    package var follower: RequestID? {
        get { live?.id }
        set { live?.id = newValue }
    }

    /// Follows what the list asks for, or stops.
    mutating func toggleFollowing(_ context: inout ScreenContext) {
        if live != nil {
            endFollowing(&context)
            return context.tellNotFollowed()
        }
        guard context.canFollow() else { return }
        // One that is open at its end goes on as it is.
        if case .between(_, _?) = terms.window {
            terms.window = .last(context.settings.search.lookback)
            let lookback = DurationText.exact(context.settings.search.lookback)
            context.tell(
                .info,
                "A fixed time cannot be followed: last=\(lookback) is used, f changes it."
            )
        }
        follow(&context)
    }

    /// Begins to follow the list's query, or starts over.
    mutating func follow(_ context: inout ScreenContext) {
        if let before = live?.id { context.stopFollower(before) }
        var query = terms.query(now: context.now, defaults: context.settings.search)
        // Where a failure began cannot be told from summaries.
        if origin != nil { query.detail = .spans }
        // What was before is known from the search: only the last minutes may have grown, or come late, since then.
        let known = (asked ?? context.now).advanced(by: -Self.recheck)
        query.start = max(query.start, min(known, query.end))
        let id = context.follow(query)
        if live == nil {
            live = LiveTraces(
                id: id,
                limit: query.limit,
                shown: summaries,
                now: context.sourceClock.latest(context.time)
            )
        } else {
            live?.id = id
        }
    }

    /// How long before the search is looked at again, nanoseconds.
    private static let recheck: Nanoseconds = .minutes(5)

    package mutating func resumeFollowing(_ context: inout ScreenContext) {
        if live != nil { follow(&context) }
    }

    package mutating func endFollowing(_ context: inout ScreenContext) {
        if let id = live?.id { context.stopFollower(id) }
        endFollowing()
    }

    package mutating func receive(_ update: FollowUpdate, _ context: inout ScreenContext) {
        query = terms.query(now: context.now, defaults: context.settings.search)
        asked = context.now
        // The source answers again: that it once did not is over.
        if update.status.hasAnswered, answer.failure != nil {
            answer = .loaded(lastAnswer ?? SearchAnswer(summaries: summaries, limitHit: false))
        }
        take(update, isHeld: context.isNarrowingBelowTop)
    }
}

extension TracesState {
    /// Whether new rows must not move those that are looked at.
    package var holdsRows: Bool {
        live != nil && (!marks.isEmpty || cursor.selected > 0 || focus == .strip)
    }

    /// Marks a trace, or unmarks it; without the last mark a followed list moves again.
    mutating func toggleMark(_ summary: TraceSummary) {
        marks.toggle(summary)
        showWaitingUnlessHeld()
    }

    mutating func removeMarks() {
        marks.removeAll()
        showWaitingUnlessHeld()
    }

    /// Adds the traces that wait, unless something still holds the rows.
    mutating func showWaitingUnlessHeld() {
        if live != nil, !holdsRows { showWaiting() }
    }

    /// Takes what a follower saw: known rows change in place, new ones are added or wait; all of them wait where `isHeld`.
    ///
    /// - Complexity: O(rows · log rows) when rows are added, else O(rows + changes).
    mutating func take(_ update: FollowUpdate, isHeld: Bool = false) {
        guard live != nil else { return }
        live?.status = update.status
        let oldest = oldestAdmitted(update.seen)
        var indexes: [TraceID: Int] = [:]
        for (index, summary) in summaries.enumerated() { indexes[summary.id] = index }
        for trace in update.changes.appeared + update.changes.grew {
            guard belongs(trace) else { continue }
            marks.update(trace.summary)
            if answer.request != nil { live?.noteArrivedDuringSearch(trace.summary.id) }
            if let index = indexes[trace.summary.id] {
                replace(at: index, with: trace.summary)
            } else if trace.summary.start >= oldest {
                live?.wait(trace.summary)
            }
        }
        live?.trimWaiting()
        if !holdsRows, !isHeld { showWaiting() }
    }

    /// When a trace must have begun at the earliest to come into the list: in the window that the query asks for, and where
    /// the list is full, after the oldest that it shows.
    private func oldestAdmitted(_ seen: SeenTime) -> Timestamp {
        let start: Timestamp =
            switch terms.window {
            case .between(let from?, _): from
            case .between, .last, .unspecified:
                seen.isKnown
                    ? seen.now.advanced(by: -query.end.since(query.start)) : query.start
            }
        guard let live else { return start }
        let isFull = summaries.count >= live.limit || lastAnswer?.limitHit == true
        guard isFull, let oldest = oldestKept(live.limit) else { return start }
        return max(start, oldest)
    }

    /// When the oldest of the newest rows began; nil without rows.
    private func oldestKept(_ limit: Int) -> Timestamp? {
        let starts = summaries.lazy.map(\.start).sorted(by: >)
        return starts.isEmpty ? nil : starts[min(limit, starts.count) - 1]
    }

    /// Whether a trace is one of those that the list is about.
    ///
    /// In a list of failures at one place, notes the span that failed.
    private mutating func belongs(_ trace: FollowedTrace) -> Bool {
        guard let origin else { return true }
        let failure = trace.failures?.failures.first { $0.origin == origin }
        if let failure { failedSpans[trace.summary.id] = failure.span }
        return failure != nil
    }

    /// Adds the traces that wait; the selected row stays selected and where it is, and the first row stays the first.
    mutating func showWaiting() {
        guard let waiting = live?.takeWaiting(), !waiting.isEmpty else { return }
        let isAtTop = cursor.selected == 0
        let offset = cursor.selected - cursor.top
        show(withoutOldest(summaries + waiting, but: isAtTop ? nil : selected?.id))
        if isAtTop {
            select(row: 0)
        } else {
            cursor.place(offset: offset, count: shown.count, height: tableRows)
        }
    }

    /// Adds the traces that wait, and makes the list one like any other: its notes say what was seen and what was not.
    mutating func endFollowing() {
        showWaiting()
        guard let ended = live else { return }
        live = nil
        var notes = ["followed until now"]
        if let status = ended.status { notes.append(status.seen) }
        if let words = ended.limitWords { notes.append(words) }
        lastAnswer = SearchAnswer(summaries: summaries, limitHit: false, notes: notes)
        answer = .loaded(SearchAnswer(summaries: summaries, limitHit: false, notes: notes))
    }

    /// Takes what a search found; traces that arrived meanwhile and are not among them stay.
    mutating func takeFound(_ found: [TraceSummary]) {
        guard let meanwhile = live?.takeArrivedDuringSearch(), !meanwhile.isEmpty else {
            return show(found)
        }
        let known = Set(found.map(\.id))
        let others = summaries.filter { meanwhile.contains($0.id) && !known.contains($0.id) }
        show(withoutOldest(others + found, but: nil))
    }

    /// The newest, as many as the query asks for, and those that must stay.
    private mutating func withoutOldest(
        _ summaries: [TraceSummary],
        but selected: TraceID?
    ) -> [TraceSummary] {
        guard let limit = live?.limit, summaries.count > limit else { return summaries }
        let newestFirst = summaries.sorted { ($0.start, $0.id) > ($1.start, $1.id) }
        let kept = newestFirst.enumerated().filter { index, summary in
            index < limit || summary.id == selected || marks.contains(summary.id)
        }
        live?.dropped += summaries.count - kept.count
        return kept.map(\.element)
    }
}

extension LiveTraces {
    /// That the oldest rows leave, and how many did; nil while none had to.
    var limitWords: String? {
        guard dropped > 0 else { return nil }
        return "limit \(CountText.grouped(limit)): \(CountText.grouped(dropped)) older left out"
    }
}
