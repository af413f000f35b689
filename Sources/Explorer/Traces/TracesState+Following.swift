package import Follow
import PlainText
import TraceAnalysis
import TraceModel

extension TracesState {
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
        if case .between = terms.window {
            terms.window = .last(context.settings.search.lookback)
            queryText = QueryText.format(terms)
            let lookback = DurationText.exact(context.settings.search.lookback)
            context.tell(
                .info,
                "a fixed time cannot be followed: last=\(lookback) is used, f changes it"
            )
        }
        follow(&context)
    }

    /// Begins to follow the list's query, anew if it was followed before.
    mutating func follow(_ context: inout ScreenContext) {
        if let before = live?.id { context.stopFollower(before) }
        var query = terms.query(now: context.now, defaults: context.settings.search)
        // Where a failure began cannot be told from summaries.
        if origin != nil { query.detail = .spans }
        let id = context.follow(query)
        if live == nil {
            live = LiveTraces(id: id)
        } else {
            live?.id = id
        }
    }

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
        take(update, isHeld: context.isNarrowingBelowTop)
    }
}

extension TracesState {
    /// Whether new rows must not move those that are looked at.
    package var holdsRows: Bool {
        live != nil && (!marks.isEmpty || cursor.selected > 0 || focus == .strip)
    }

    /// Marks a trace, or unmarks it; without the last mark a list that is followed goes on.
    mutating func toggleMark(_ summary: TraceSummary) {
        marks.toggle(summary)
        goOn()
    }

    mutating func removeMarks() {
        marks.removeAll()
        goOn()
    }

    /// Lets in what waits, unless something still holds the rows.
    mutating func goOn() {
        if live != nil, !holdsRows { letIn() }
    }

    /// Takes what a follower saw: known rows change in place, new ones come in or wait, all of them where `isHeld`.
    ///
    /// - Complexity: O(rows · log rows) when rows come in, else O(rows + changes).
    mutating func take(_ update: FollowUpdate, isHeld: Bool = false) {
        guard live != nil else { return }
        live?.status = update.status
        var places: [TraceID: Int] = [:]
        for (index, summary) in summaries.enumerated() { places[summary.id] = index }
        for trace in update.changes.appeared + update.changes.grew {
            guard belongs(trace) else { continue }
            marks.renew(trace.summary)
            if answer.request != nil { live?.noteEarly(trace.summary.id) }
            if let place = places[trace.summary.id] {
                renew(trace.summary, at: place)
            } else {
                live?.wait(trace.summary)
            }
        }
        if !holdsRows, !isHeld { letIn() }
    }

    /// Whether a trace is one of those that the list is about; of those that failed at one place, where is noted.
    private mutating func belongs(_ trace: FollowedTrace) -> Bool {
        guard let origin else { return true }
        let failure = trace.failures?.failures.first { $0.origin == origin }
        if let failure { failedSpans[trace.summary.id] = failure.span }
        return failure != nil
    }

    /// Lets in what waits; the selected row stays selected and where it is, and the first row stays the first.
    mutating func letIn() {
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

    /// Lets in what waits, and is a list like any other from now on: of what was seen, with what was not.
    mutating func endFollowing() {
        letIn()
        guard let ended = live else { return }
        live = nil
        var notes = ["followed until now"]
        if let status = ended.status { notes.append(status.coverage.sentence) }
        if ended.leftOut > 0 {
            notes.append("\(CountText.grouped(ended.leftOut)) older left out")
        }
        lastAnswer = SearchAnswer(summaries: summaries, limitHit: false, notes: notes)
        answer = .loaded(SearchAnswer(summaries: summaries, limitHit: false, notes: notes))
    }

    /// Takes what a search found; what came meanwhile and was not found by it stays.
    mutating func takeFound(_ found: [TraceSummary]) {
        guard let early = live?.takeEarly(), !early.isEmpty else { return show(found) }
        let known = Set(found.map(\.id))
        let others = summaries.filter { early.contains($0.id) && !known.contains($0.id) }
        show(withoutOldest(others + found, but: nil))
    }

    /// As many as a followed list keeps, the newest, with those that must stay.
    private mutating func withoutOldest(
        _ summaries: [TraceSummary],
        but selected: TraceID?
    ) -> [TraceSummary] {
        guard live != nil, summaries.count > LiveTraces.capacity else { return summaries }
        let kept = summaries.sorted { $0.start > $1.start }.enumerated().filter { index, summary in
            index < LiveTraces.capacity || summary.id == selected || marks.contains(summary.id)
        }
        live?.leftOut += summaries.count - kept.count
        return kept.map(\.element)
    }
}
