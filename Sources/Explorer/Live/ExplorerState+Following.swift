import Follow
import PlainText
import TraceModel

/// One screen is followed at a time, so that a source never has two followers of one user: a second one makes
/// the first wait until its screen is back on top.
extension ExplorerState {
    /// Follows what the list on top asks for, or stops.
    mutating func toggleFollowing(_ state: inout TracesState) -> [Effect] {
        if let live = state.live {
            state.endFollowing()
            tell(.info, "not followed any more; R asks again")
            return live.id.map { [.cancel($0)] } ?? []
        }
        guard isFollowable else { return [] }
        if case .between = state.terms.window {
            state.terms.window = .last(settings.lookback)
            state.queryText = QueryText.format(state.terms)
            let lookback = DurationText.exact(settings.lookback)
            tell(.info, "what is over is not followed: last=\(lookback) instead, f changes it")
        }
        return pauseFollowing() + follow(&state)
    }

    /// Begins to follow the list's query, anew if it was followed before.
    mutating func follow(_ state: inout TracesState) -> [Effect] {
        let id = beginFollowing()
        var effects: [Effect] = []
        if let before = state.live?.id { effects.append(.cancel(before)) }
        if state.live == nil {
            state.live = LiveTraces(id: id)
        } else {
            state.live?.id = id
        }
        var query = state.terms.query(now: now, settings: settings)
        // Where a failure began cannot be told from summaries.
        if state.origin != nil { query.detail = .spans }
        effects.append(.follow(id, query))
        return effects
    }

    /// Whether the source can have anything new; says so where it cannot.
    var isFollowable: Bool {
        mutating get {
            guard settings.searchesAllTime else { return true }
            tell(.info, "files do not change; there is nothing to follow")
            return false
        }
    }

    /// A fresh name for a follower, which is not awaited as a request is.
    mutating func beginFollowing() -> RequestID {
        defer { nextRequest += 1 }
        return RequestID(nextRequest)
    }

    /// Whether anything is asked again and again.
    var isFollowing: Bool {
        screens.contains { screen in
            if case .trace(let state) = screen, state.growth != nil { return true }
            return screen.follower != nil
        }
    }

    /// Stops the follower that runs; its screen goes on with a new one when it is on top again.
    ///
    /// What is counted beside a list of services waits too, so that a source has one question at a time.
    mutating func pauseFollowing() -> [Effect] {
        var effects: [Effect] = []
        for index in screens.indices {
            if case .services(var state) = screens[index], let counting = state.counting {
                effects += cancel([counting.id])
                state.counting = nil
                screens[index] = .services(state)
            }
            guard let id = screens[index].follower else { continue }
            effects.append(.cancel(id))
            screens[index].follower = nil
        }
        return effects
    }

    /// Goes on with what the screen on top followed before another one was.
    mutating func resumeFollowing() -> [Effect] {
        guard screen.follower == nil else { return [] }
        switch screen {
        case .traces(var state) where state.live != nil:
            let effects = pauseFollowing() + follow(&state)
            replace(.traces(state))
            return effects
        case .errors(let state) where state.live != nil: return resume(state)
        case .monitor(let state) where state.live != nil: return resume(state)
        default: return resumeServices() + countVisibleOperations()
        }
    }

    /// Takes what a follower saw; one that was stopped is not heard any more.
    mutating func receive(_ id: RequestID, _ update: FollowUpdate) {
        guard let index = screens.firstIndex(where: { $0.follower == id }) else { return }
        hear(update.status.notes)
        if case .failing(let error, _) = update.status.phase { hear([error.message]) }
        if case .traces(var state) = screens[index] {
            state.query = state.terms.query(now: now, settings: settings)
            state.asked = now
            state.take(update, isHeld: isNarrowingBelowTop)
            state.fit(to: size)
            screens[index] = .traces(state)
        } else if case .errors(var state) = screens[index] {
            receive(update, in: &state)
            screens[index] = .errors(state)
        } else if case .monitor(var state) = screens[index] {
            receive(update, in: &state)
            screens[index] = .monitor(state)
        } else {
            receive(update, at: index)
        }
    }

    /// Puts what was wrong with an answer into the messages, each thing once and not without end.
    private mutating func hear(_ notes: [String]) {
        for text in notes where heardNotes.count < 100 {
            if heardNotes.insert(text).inserted { note(.warning, text) }
        }
    }

    /// The source cannot be followed at all.
    mutating func receive(_ id: RequestID, _ error: TraceReaderError) {
        guard let index = screens.firstIndex(where: { $0.follower == id }) else { return }
        if case .traces(var state) = screens[index] {
            state.endFollowing()
            screens[index] = .traces(state)
        } else if case .errors(var state) = screens[index] {
            state.endFollowing()
            screens[index] = .errors(state)
        } else if case .monitor(var state) = screens[index] {
            state.endFollowing()
            screens[index] = .monitor(state)
        } else {
            screens[index].liveServices = nil
        }
        tell(.error, error.message)
    }
}

extension Screen {
    /// The follower that feeds the screen.
    var follower: RequestID? {
        get {
            switch self {
            case .traces(let state): state.live?.id
            case .errors(let state): state.live?.id
            case .monitor(let state): state.live?.id
            default: liveServices?.id
            }
        }
        set {
            if case .traces(var state) = self {
                state.live?.id = newValue
                self = .traces(state)
            } else if case .errors(var state) = self {
                state.live?.id = newValue
                self = .errors(state)
            } else if case .monitor(var state) = self {
                state.live?.id = newValue
                self = .monitor(state)
            } else {
                liveServices?.id = newValue
            }
        }
    }
}
