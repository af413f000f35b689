import Follow
import TraceModel

/// One screen is followed at a time, so that a source never has two followers of one user: a second one makes
/// the first wait until its screen is back on top.
extension ExplorerState {
    /// Stops what feeds other screens, before what was asked for since there were `count` effects.
    mutating func pauseFollowing(except index: Int, before count: Int) {
        let end = context.effectCount
        for other in screens.indices where other != index {
            screens[other].pauseFollowing(&context)
        }
        context.insert(context.takeEffects(from: end), at: count)
    }

    /// Resumes what the screen on top followed before another one was followed.
    mutating func resumeFollowing() {
        let index = screens[top].showsRatesBelow ? feeder ?? top : top
        guard screens[index].follower == nil else { return }
        act(at: index) { $0.resumeFollowing(&$1) }
    }

    /// The screen below whose figures those above it show.
    private var feeder: Int? { screens.lastIndex { $0.sharedRates != nil } }

    /// The screen below that feeds the one on top is not followed any more.
    mutating func endFollowingBelow() {
        guard let feeder else { return }
        act(at: feeder) { $0.endFollowing(&$1) }
    }

    /// Takes what a follower saw; updates of one that was stopped are ignored.
    mutating func receive(_ id: RequestID, _ update: FollowUpdate) {
        guard let index = screens.firstIndex(where: { $0.follower == id }) else { return }
        context.noteOnce(update.status.notes)
        if case .failing(let error, _) = update.status.phase { context.noteOnce([error.message]) }
        if update.status.hasAnswered { context.noteAnswer() }
        act(at: index) {
            $0.receive(update, &$1)
            $0.fit(to: $1.size)
        }
        shareRates(from: index)
    }

    /// The source cannot be followed at all.
    mutating func endFollowing(_ id: RequestID, _ error: TraceReaderError) {
        guard let index = screens.firstIndex(where: { $0.follower == id }) else { return }
        screens[index].follower = nil
        act(at: index) { $0.endFollowing(&$1) }
        context.tell(failure: error, standsOnScreen: false)
    }

    /// Lets screens above show the figures of the one at `index`.
    mutating func shareRates(from index: Int) {
        guard let rates = screens[index].sharedRates else { return }
        for above in screens.indices where above > index && screens[above].showsRatesBelow {
            screens[above].show(rates, context)
            screens[above].fit(to: size)
        }
    }
}

extension ScreenContext {
    /// Whether the source can have anything new; tells the user where it cannot.
    mutating func canFollow() -> Bool {
        guard settings.search.searchesAllTime else { return true }
        say("Files do not change: there is nothing to follow.")
        return false
    }

    /// A new name for what feeds a screen, which is not awaited as a request is; other screens pause from now on.
    mutating func beginFollowing() -> RequestID {
        defer { nextRequest += 1 }
        noteFollowing()
        return RequestID(nextRequest)
    }

    /// Follows the traces that meet a query's conditions, and returns the follower's name.
    mutating func follow(_ query: TraceQuery) -> RequestID {
        let id = beginFollowing()
        add(.follow(id, query))
        return id
    }

    /// Follows a query under a name that was begun.
    mutating func follow(_ query: TraceQuery, as id: RequestID) { add(.follow(id, query)) }

    mutating func stopFollower(_ id: RequestID) { add(.cancel(id)) }

    /// Says that a screen is not followed any more.
    mutating func tellNotFollowed() { say("Following stopped; R asks again.") }
}
