import Follow
import TraceAnalysis
package import TraceModel

/// A trace that is followed while late spans come.
extension TraceState {
    package var asksAgain: Bool { growth != nil }

    /// Follows the trace while it grows, or stops.
    mutating func toggleFollowing(_ context: inout ScreenContext) {
        if let growth {
            self.growth = nil
            context.tellNotFollowed()
            context.cancel(growth.request)
        } else if context.canFollow() {
            context.noteFollowing()
            growth = TraceGrowth(now: context.time.monotonic)
            askForGrowth(&context)
        }
    }

    package func nextTick(_ context: ScreenContext) -> Nanoseconds? {
        growth?.nextTick(now: context.time.monotonic)
    }

    /// Asks for the trace again, if it is time to.
    package mutating func tick(_ context: inout ScreenContext) {
        guard let growth, growth.request == nil, !growth.isSettled,
            context.time.monotonic >= growth.due, loading.request == nil
        else { return }
        askForGrowth(&context)
    }

    private mutating func askForGrowth(_ context: inout ScreenContext) {
        let request = context.poll(
            .trace(id, near: near, raw: isRaw),
            what: "looking for late spans"
        )
        growth?.send(request, context.time.monotonic)
    }

    /// Takes the answer: late spans find their place, and cursor, scroll, folds and zoom stay.
    mutating func receiveGrowth(_ reply: ExplorerReply, _ context: inout ScreenContext) {
        let now = context.time.monotonic
        switch reply {
        case .trace(let prepared): grow(into: prepared, &context)
        case .failed(let error):
            growth?.note(failure: error.message, retryAfter: error.retryAfter, now: now)
        default: growth?.noteCancelled(now: now)
        }
    }

    private mutating func grow(into prepared: PreparedTrace, _ context: inout ScreenContext) {
        let now = context.time.monotonic
        let orphans = prepared.orphanCount
        guard let known = self.prepared else {
            growth?.noteCancelled(now: now)
            return
        }
        // An answer with fewer spans is cut or from another replica: the spans that are known stay.
        guard prepared.tree.spanCount >= known.tree.spanCount, prepared.differs(from: known) else {
            growth?.note(newSpans: [], isChanged: false, orphans: orphans, now: now)
            return
        }
        var newSpans: Set<Int> = []
        for span in 0..<prepared.tree.spanCount
        where known.tree.span(withID: prepared.trace[span].id) == nil {
            newSpans.insert(span)
        }
        let offset = cursor.selected - cursor.top
        growth?.note(newSpans: newSpans, isChanged: true, orphans: orphans, now: now)
        asked = context.now
        show(prepared, &context)
        cursor.place(offset: offset, count: rows?.count ?? 0, height: mainRows)
        fit(to: context.size)
    }
}

extension PreparedTrace {
    /// Spans whose parents are not in the trace.
    package var orphanCount: Int {
        tree.issues.reduce(0) { count, issue in
            if case .missingParent(_, let children) = issue { count + children } else { count }
        }
    }

    /// Whether the trace differs, not only the answer that it came with.
    fileprivate func differs(from known: PreparedTrace) -> Bool {
        tree.spanCount != known.tree.spanCount
            || overview.errorCount != known.overview.errorCount
            || overview.start != known.overview.start || overview.end != known.overview.end
    }
}
