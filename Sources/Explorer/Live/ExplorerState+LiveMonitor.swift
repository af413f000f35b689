import Follow
import TraceModel

/// A monitor that is followed: by the source's metrics where it has them, else by the traces that come.
extension ExplorerState {
    /// Follows what the monitor on top shows, or stops.
    mutating func toggleFollowing(_ state: inout MonitorState) -> [Effect] {
        let effects = cancel(state.requests)
        if let live = state.live {
            state.endFollowing()
            tell(.info, "not followed any more; R asks again")
            return effects + (live.id.map { [.cancel($0)] } ?? [])
        }
        guard isFollowable else { return [] }
        state.beginFollowing()
        return effects + pauseFollowing() + begin(&state)
    }

    /// Goes on with a monitor that comes back on top, or begins anew with one that is followed.
    mutating func resume(_ state: MonitorState) -> [Effect] {
        var state = state
        let effects = cancel(state.requests) + pauseFollowing() + begin(&state)
        replace(.monitor(state))
        return effects
    }

    /// Shows another range of what is followed.
    mutating func showRange(of state: MonitorState) -> [Effect] {
        var state = state
        var effects: [Effect] = []
        if state.live?.way == .traces {
            state.showCounts()
        } else {
            effects = cancel(state.requests) + ask(&state)
        }
        replace(.monitor(state))
        return effects
    }

    /// Takes what a follower saw.
    mutating func receive(_ update: FollowUpdate, in state: inout MonitorState) {
        state.asked = now
        state.live?.take(update, of: state.service, state.operation)
        state.showCounts()
    }

    /// Takes the answer to a question of following.
    mutating func receive(_ reply: ExplorerReply, live state: inout MonitorState) -> [Effect] {
        guard var live = state.live, let asked = live.asked else { return [] }
        let now = now
        let isForTraces = receive(reply, in: &live) { live, metrics in
            let recent = state.series(of: metrics, end: asked.end)
            let hadAny = state.series.map { $0.source == .metrics && !$0.isEmpty } ?? false
            if hadAny || !recent.isEmpty { live.hasMetrics = true }
            guard live.hasMetrics else { return }
            state.asked = now
            state.end = asked.end
            let since = asked.end.advanced(by: -asked.lookback)
            state.show(state.series?.moved(to: recent, since: since) ?? recent)
        }
        state.live = live
        return isForTraces ? [follow(state)].compactMap { $0 } : []
    }

    private mutating func begin(_ state: inout MonitorState) -> [Effect] {
        state.live?.begin(beginFollowing(), time.monotonic)
        return state.live?.way == .metrics ? ask(&state) : [follow(state)].compactMap { $0 }
    }

    private func follow(_ state: MonitorState) -> Effect? {
        // A source in this process tells of all traces of a service by itself.
        let operation = source.value?.search.route == .inProcess ? nil : state.operation
        return state.live?.id.map {
            .follow(
                $0,
                TraceQuery(
                    service: state.service,
                    operation: operation,
                    start: now,
                    end: now,
                    detail: .calls
                )
            )
        }
    }

    /// Asks for metrics now.
    mutating func ask(_ state: inout MonitorState) -> [Effect] {
        let moment = sourceMoment
        state.live?.ask(state.range, known: state.series, moment.now)
        guard var live = state.live, let asked = live.asked else { return [] }
        var query = metricsQuery(of: &state, end: asked.end)
        query.lookback = asked.lookback
        let effects = poll(
            .metrics(query),
            what: "asking for rates of \(state.title)",
            at: moment,
            for: &live
        )
        state.live = live
        return effects
    }
}
