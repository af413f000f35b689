import Synchronization

/// The traces that a follower of the store has not taken yet, by ordinal, each once.
///
/// Writers never wait for the follower: more than ``mostWaiting`` traces are counted and left out.
final class ArrivalQueue: Sendable {
    /// How many traces may wait.
    static let mostWaiting = 20_000

    struct Waiting: Sendable {
        var ordinals: Set<UInt64> = []
        var skipped = 0
    }

    private struct State {
        var waiting = Waiting()
        var consumer: CheckedContinuation<Waiting?, Never>?
        var isFinished = false
    }

    private let state = Mutex(State())

    /// Adds traces that came or grew.
    func add(_ ordinals: some Sequence<UInt64>) {
        let woken = state.withLock { state -> (CheckedContinuation<Waiting?, Never>, Waiting)? in
            for ordinal in ordinals {
                if state.waiting.ordinals.count < Self.mostWaiting {
                    state.waiting.ordinals.insert(ordinal)
                } else if !state.waiting.ordinals.contains(ordinal) {
                    state.waiting.skipped += 1
                }
            }
            guard let consumer = state.consumer else { return nil }
            state.consumer = nil
            return (consumer, state.waiting.take())
        }
        if let (consumer, waiting) = woken { consumer.resume(returning: waiting) }
    }

    /// All that waits, as soon as something does; nil once the queue is finished.
    func next() async -> Waiting? {
        await withCheckedContinuation { (continuation: CheckedContinuation<Waiting?, Never>) in
            let result: Waiting?? = state.withLock { state in
                if state.isFinished { return .some(nil) }
                if !state.waiting.ordinals.isEmpty { return .some(state.waiting.take()) }
                state.consumer = continuation
                return nil
            }
            if let result { continuation.resume(returning: result) }
        }
    }

    func finish() {
        let consumer = state.withLock { state in
            state.isFinished = true
            return state.consumer.take()
        }
        consumer?.resume(returning: nil)
    }
}

extension ArrivalQueue.Waiting {
    fileprivate mutating func take() -> Self {
        let taken = self
        self = Self()
        return taken
    }
}

/// A queue for as long as it has a consumer.
struct ArrivalQueueReference {
    weak var queue: ArrivalQueue?
}
