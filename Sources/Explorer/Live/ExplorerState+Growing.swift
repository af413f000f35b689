import Follow
import TraceAnalysis
import TraceModel

extension ExplorerState {
    /// Follows the trace on top while it grows, or stops.
    mutating func toggleGrowing(_ state: inout TraceState) -> [Effect] {
        if let growth = state.growth {
            state.growth = nil
            tell(.info, "not followed any more; R asks again")
            return cancel(growth.request.map { [$0] } ?? [])
        }
        if settings.searchesAllTime {
            tell(.info, "files do not change; there is nothing to follow")
            return []
        }
        state.growth = TraceGrowth(now: time.monotonic)
        return pauseFollowing() + askForGrowth(&state)
    }

    /// Asks what became of the trace on top, if it is time to.
    mutating func growOnTick() -> [Effect] {
        guard case .trace(let state) = screen, let growth = state.growth, growth.request == nil,
            !growth.isSettled, time.monotonic >= growth.due, state.loading.request == nil
        else { return [] }
        return changeTrace { $0.askForGrowth(&$1) }
    }

    private mutating func askForGrowth(_ state: inout TraceState) -> [Effect] {
        let (id, effect) = poll(
            .trace(state.id, near: state.near, raw: state.isRaw),
            what: "looking for late spans"
        )
        state.growth?.send(id, time.monotonic)
        return [effect]
    }

    /// Takes the answer: late spans find their place, and cursor, scroll, folds and zoom stay.
    mutating func receiveGrowth(_ reply: ExplorerReply, in state: inout TraceState) -> [Effect] {
        switch reply {
        case .trace(let prepared): return grow(into: prepared, &state)
        case .failed(let error):
            state.growth?.note(
                failure: error.message,
                retryAfter: error.retryAfter,
                now: time.monotonic
            )
        default: state.growth?.noteCancelled(now: time.monotonic)
        }
        return []
    }

    private mutating func grow(
        into prepared: PreparedTrace,
        _ state: inout TraceState
    ) -> [Effect] {
        let orphans = prepared.orphanCount
        guard let known = state.prepared else {
            state.growth?.noteCancelled(now: time.monotonic)
            return []
        }
        // An answer with fewer spans is an answer from elsewhere or cut: what is known is not forgotten for it.
        guard prepared.tree.spanCount >= known.tree.spanCount, prepared.isOther(than: known) else {
            state.growth?.note(fresh: [], isChanged: false, orphans: orphans, now: time.monotonic)
            return []
        }
        var fresh: Set<Int> = []
        for span in 0..<prepared.tree.spanCount
        where known.tree.span(withID: prepared.trace[span].id) == nil {
            fresh.insert(span)
        }
        let offset = state.cursor.selected - state.cursor.top
        let text = state.find?.text
        state.take(prepared)
        state.asked = now
        state.cursor.place(offset: offset, count: state.rows?.count ?? 0, height: state.mainRows)
        state.growth?.note(fresh: fresh, isChanged: true, orphans: orphans, now: time.monotonic)
        state.fit(to: size)
        var effects = prepareView(&state)
        if let text { effects += beginFind(text, &state, jumps: false) }
        return effects
    }
}

extension PreparedTrace {
    /// Spans whose parents are not in the trace.
    package var orphanCount: Int {
        tree.issues.reduce(0) { count, issue in
            if case .missingParent(_, let children) = issue { count + children } else { count }
        }
    }

    /// Whether more than the way it was got differs.
    fileprivate func isOther(than known: PreparedTrace) -> Bool {
        tree.spanCount != known.tree.spanCount
            || overview.errorCount != known.overview.errorCount
            || overview.start != known.overview.start || overview.end != known.overview.end
    }
}
