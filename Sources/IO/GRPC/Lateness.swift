import Synchronization

/// Ends a call whose message does not arrive in time.
final class Lateness: Sendable {
    /// What the client is told.
    static let reason = "the message took too long to arrive"

    private let state = Mutex<(isOver: Bool, hasCome: Bool)>((false, false))
    private let timer: Mutex<Task<Void, Never>?> = Mutex(nil)

    init(of call: GRPCCall, after time: Duration) {
        timer.withLock { timer in
            timer = Task { [weak call] in
                guard (try? await Task.sleep(for: time)) != nil else { return }
                let isLate = self.state.withLock { state in
                    guard !state.isOver else { return false }
                    state.hasCome = true
                    return true
                }
                if isLate {
                    call?.cancel(.deadlineExceeded, Self.reason)
                }
            }
        }
    }

    /// Whether the call was ended.
    var hasCome: Bool { state.withLock { $0.hasCome } }

    /// The message has come, or the call has ended.
    func cancel() {
        state.withLock { $0.isOver = true }
        timer.withLock { $0 }?.cancel()
    }
}
