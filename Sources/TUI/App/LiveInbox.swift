import Explorer
import Follow
import TraceModel

/// Puts together what followers say, so that the screen changes for them no more often than ``LiveFramePace`` lets it.
@UIActor
final class LiveInbox {
    private var updates: [RequestID: FollowUpdate] = [:]
    private var due: Task<Void, Never>?
    private var pace = LiveFramePace(.now)
    /// What came is to be drawn now.
    private(set) var isDue = false

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
        let wait = max(.zero, pace.next - .now)
        due = Task {
            try? await Task.sleep(for: wait)
            self.becomeDue()
        }
    }

    /// Runs on the UI thread, which wakes the loop.
    private func becomeDue() {
        due = nil
        isDue = !updates.isEmpty
    }

    /// Forgets what a follower said that was stopped.
    func forget(_ id: RequestID) {
        updates[id] = nil
        if updates.isEmpty { isDue = false }
    }

    /// What is due now.
    func take() -> [ExplorerEvent] {
        guard isDue else { return [] }
        isDue = false
        defer { updates = [:] }
        return updates.sorted { $0.key.number < $1.key.number }.map { .followed($0.key, $0.value) }
    }

    /// Learns what the frame cost that showed what was taken.
    func note(_ cost: FrameCost) { pace.note(cost, at: .now) }
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
