import Follow
import TraceModel

/// Failures that are followed: the follower brings traces with errors whole; those that it does not are read beside it.
extension ExplorerState {
    /// Traces that one request of a followed list reads at most.
    private static let batch = 16

    /// Follows what the list on top asked for, or stops.
    mutating func toggleFollowing(_ state: inout ErrorsState) -> [Effect] {
        if let live = state.live {
            let effects = cancel(state.requests)
            state.endFollowing()
            tell(.info, "not followed any more; R asks again")
            return effects + (live.id.map { [.cancel($0)] } ?? [])
        }
        guard isFollowable else { return [] }
        if case .last = state.terms.window {
        } else {
            state.terms.window = .last(ErrorsState.lookback)
        }
        // What was found and not read yet is left to the follower, as far as it looks back.
        let effects = cancel(state.requests)
        state.waiting = (state.reading?.traces ?? []) + state.waiting
        state.reading = nil
        state.services = []
        state.search = .loaded(())
        return effects + pauseFollowing() + follow(&state)
    }

    /// Goes on with failures that come back on top.
    mutating func resume(_ state: ErrorsState) -> [Effect] {
        var state = state
        let effects = pauseFollowing() + follow(&state)
        replace(.errors(state))
        return effects
    }

    /// Takes what a follower saw.
    mutating func receive(_ update: FollowUpdate, in state: inout ErrorsState) {
        state.query = state.terms.query(now: now, settings: settings)
        state.asked = now
        state.take(update, time)
        state.fit(to: size)
    }

    /// When traces of the followed list on top are to be read or let go.
    var errorsTick: Nanoseconds? {
        guard case .errors(let state) = screen, let live = state.live, live.id != nil else {
            return nil
        }
        guard !state.waiting.isEmpty, state.reading == nil else { return live.sweepDue }
        return min(live.sweepDue, live.pace.due(time.monotonic))
    }

    /// Lets go what has become too old, and reads what waits, as far as the pace allows.
    mutating func tendErrors() -> [Effect] {
        guard let due = errorsTick, time.monotonic >= due, case .errors(var state) = screen,
            let live = state.live
        else { return [] }
        if time.monotonic >= live.sweepDue { state.takeLive([], time) }
        var effects: [Effect] = []
        let room = min(live.pace.room(time.monotonic), Self.batch)
        if state.reading == nil, room > 0, !state.waiting.isEmpty {
            let next = Array(state.waiting.prefix(room))
            state.waiting.removeFirst(next.count)
            let (id, effect) = poll(.failures(next), what: "reading traces")
            state.reading = (id, next)
            state.live?.pace.send(next.count, time.monotonic)
            effects.append(effect)
        }
        replace(.errors(state))
        return effects
    }

    /// Takes traces that were read beside the follower.
    mutating func receive(_ reading: FailureReading, live state: inout ErrorsState) {
        state.reading = nil
        state.live?.pace.receive(reading.parts.count)
        state.problems += reading.problems
        for problem in reading.problems { note(.warning, problem) }
        state.takeLive(reading.parts, time)
        state.fit(to: size)
    }

    private mutating func follow(_ state: inout ErrorsState) -> [Effect] {
        let id = beginFollowing()
        if state.live == nil {
            state.live = LiveErrors(id: id, length: state.length, now: time)
        } else {
            state.live?.id = id
        }
        var query = state.terms.query(now: now, settings: settings)
        query.detail = .spans
        return [.follow(id, query)]
    }
}
