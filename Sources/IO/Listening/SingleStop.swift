import Synchronization

/// The stop of a server, for which several may ask: the first does it, the others wait until it is done.
package final class SingleStop: Sendable {
    private enum Life {
        case running
        case stopping([CheckedContinuation<Void, Never>])
        case stopped
    }

    private let life = Mutex(Life.running)

    package init() {}

    /// Runs `body` unless the stop has begun, which then waits for it.
    package func whileRunning(_ body: () -> Void) {
        life.withLock { life in
            guard case .running = life else { return }
            body()
        }
    }

    /// Begins the stop and returns true, if nobody has; else waits for its end and returns false.
    package func begin() async -> Bool {
        let isFirst = life.withLock { life in
            guard case .running = life else { return false }
            life = .stopping([])
            return true
        }
        if !isFirst { await ended() }
        return isFirst
    }

    /// The stop is done: who waits for it goes on.
    package func end() {
        let waiting: [CheckedContinuation<Void, Never>] = life.withLock { life in
            defer { life = .stopped }
            guard case .stopping(let waiting) = life else { return [] }
            return waiting
        }
        for continuation in waiting { continuation.resume() }
    }

    private func ended() async {
        await withCheckedContinuation { continuation in
            let isOver = life.withLock { life in
                guard case .stopping(let waiting) = life else { return true }
                life = .stopping(waiting + [continuation])
                return false
            }
            if isOver { continuation.resume() }
        }
    }
}
