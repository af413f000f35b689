import Explorer
import Follow
import TraceModel

/// Puts together what followers say, so that the screen changes for them twice a second at most, and less often on
/// a link that is slower than that.
@UIActor
final class LiveInbox {
    /// The least time between two changes of the screen.
    static let shortest = Duration.milliseconds(500)

    private var updates: [RequestID: FollowUpdate] = [:]
    private var isDue = false
    private var due: Task<Void, Never>?
    private var last = ContinuousClock.now - shortest
    private var interval = shortest

    /// Takes what a follower saw; it comes out when its time has come.
    func add(_ id: RequestID, _ update: FollowUpdate) {
        if var before = updates[id] {
            before.changes.append(update.changes)
            before.status = update.status
            before.seen = update.seen
            updates[id] = before
        } else {
            updates[id] = update
        }
        guard due == nil, !isDue else { return }
        let wait = max(.zero, interval - (ContinuousClock.now - last))
        due = Task {
            try? await Task.sleep(for: wait)
            self.fall()
        }
    }

    /// Runs where the screen lives, which wakes the loop.
    private func fall() {
        due = nil
        isDue = !updates.isEmpty
    }

    /// Forgets what a follower said that nobody listens to any more.
    func forget(_ id: RequestID) { updates[id] = nil }

    /// What is due now.
    func take() -> [ExplorerEvent] {
        guard isDue else { return [] }
        isDue = false
        last = .now
        defer { updates = [:] }
        return updates.sorted { $0.key.number < $1.key.number }.map { .followed($0.key, $0.value) }
    }

    /// Learns how long a frame took to be written: a link is never kept busy by live changes for more than a
    /// quarter of the time, so that keys find it free.
    func noteFrame(_ time: Duration) {
        interval = max(Self.shortest, min(time * 4, .seconds(30)))
    }
}

extension FollowChanges {
    /// Puts later changes behind these.
    fileprivate mutating func append(_ later: FollowChanges) {
        appeared += later.appeared
        grew += later.grew
        settled += later.settled
        released += later.released
    }
}
