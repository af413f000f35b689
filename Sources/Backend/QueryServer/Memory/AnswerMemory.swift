import Synchronization

/// The memory of all answers under way, which together may not take more than a bound.
///
/// An answer takes its share before it is made, waits for it where there is none, in the order of asking, and gives it back when
/// it is sent. Whoever does not read the answer holds the share; so while others wait, those that have not read for
/// longest are cut off. A share larger than all of the memory is given when nobody else has any.
///
/// Short answers have memory of their own, so that they need not wait behind long ones.
package final class AnswerMemory: Sendable {
    private struct Waiter {
        let id: UInt64
        let bytes: Int
        let continuation: CheckedContinuation<Bool, Never>
    }

    private struct State {
        var used = 0
        var shortUsed = 0
        var waiting: [Waiter] = []
        var nextID: UInt64 = 0
        var readers: [UInt64: Reader] = [:]
        var isWatching = false
        var refused = 0
    }

    private struct Reader {
        weak var client: (any AnswerClient)?
    }

    package let limit: Int
    /// The memory of short answers, beside the limit.
    package let shortLimit: Int
    /// How long an answer waits for memory before its request is refused.
    private let patience: Duration
    /// How long a client may not have read before it is cut off for others who wait.
    private let stall: Duration
    private let state = Mutex(State())

    /// A memory of so many bytes, and of `shortLimit` more for short answers.
    package init(
        limit: Int,
        shortLimit: Int = 0,
        patience: Duration = .seconds(10),
        stall: Duration = .seconds(2)
    ) {
        self.limit = max(limit, 1)
        self.shortLimit = shortLimit
        self.patience = patience
        self.stall = stall
    }

    /// Bytes of the answers under way.
    package var used: Int { state.withLock { $0.used + $0.shortUsed } }

    /// Requests that were refused as there was no memory for their answer in time.
    package var refused: Int { state.withLock { $0.refused } }

    /// Takes so many bytes; they are given back when the share is let go.
    func share(_ bytes: Int) async throws(Refusal) -> Share {
        guard await take(bytes, beside: 0) else { throw busy }
        return Share(self, bytes)
    }

    /// Takes so many bytes of the memory of short answers, if there is room at once.
    func shortShare(_ bytes: Int) -> Share? {
        let isTaken = state.withLock { state in
            guard state.shortUsed + bytes <= shortLimit else { return false }
            state.shortUsed += bytes
            return true
        }
        return isTaken ? Share(self, bytes, isShort: true) : nil
    }

    fileprivate func giveBackShort(_ bytes: Int) { state.withLock { $0.shortUsed -= bytes } }

    /// Takes more for one who has a share of `held` bytes already; false if there was no room in time.
    fileprivate func take(_ bytes: Int, beside held: Int) async -> Bool {
        let id = state.withLock { state in
            state.nextID += 1
            return state.nextID
        }
        let isTaken = await withTaskCancellationHandler {
            await withCheckedContinuation { (continuation: CheckedContinuation<Bool, Never>) in
                let answer: Bool? = state.withLock { state in
                    if Task.isCancelled { return false }
                    if state.waiting.isEmpty, fits(bytes, beside: held, state) {
                        state.used += bytes
                        return true
                    }
                    state.waiting.append(Waiter(id: id, bytes: bytes, continuation: continuation))
                    return nil
                }
                if let answer { return continuation.resume(returning: answer) }
                watch()
                Task {
                    try? await Task.sleep(for: patience)
                    giveUp(id)
                }
            }
        } onCancel: {
            giveUp(id)
        }
        return isTaken
    }

    /// Whether there is room, or nobody else who could make some.
    private func fits(_ bytes: Int, beside held: Int, _ state: State) -> Bool {
        state.used + bytes <= limit || state.used <= held
    }

    fileprivate func giveBack(_ bytes: Int) {
        let ready = state.withLock { state -> [Waiter] in
            state.used -= bytes
            var ready: [Waiter] = []
            while let first = state.waiting.first, fits(first.bytes, beside: 0, state) {
                state.used += first.bytes
                ready.append(state.waiting.removeFirst())
            }
            return ready
        }
        for waiter in ready { waiter.continuation.resume(returning: true) }
    }

    private func giveUp(_ id: UInt64) {
        let waiter = state.withLock { state -> Waiter? in
            guard let place = state.waiting.firstIndex(where: { $0.id == id }) else { return nil }
            state.refused += 1
            return state.waiting.remove(at: place)
        }
        waiter?.continuation.resume(returning: false)
    }

    private var busy: Refusal {
        Refusal(
            503,
            "there is no memory for more answers now: try again, or give more with --memory"
        )
    }

    // MARK: Readers

    /// Knows a client as one who takes an answer, until the share is let go.
    fileprivate func register(_ client: any AnswerClient) -> UInt64 {
        state.withLock { state in
            state.nextID += 1
            state.readers[state.nextID] = Reader(client: client)
            return state.nextID
        }
    }

    fileprivate func forget(_ reader: UInt64) {
        state.withLock { $0.readers[reader] = nil }
    }

    /// Cuts off who does not read, one after the other, for as long as someone waits.
    private func watch() {
        let isFirst = state.withLock { state in
            defer { state.isWatching = true }
            return !state.isWatching
        }
        guard isFirst else { return }
        Task {
            while true {
                try? await Task.sleep(for: .milliseconds(100))
                let clients = state.withLock { state -> [any AnswerClient]? in
                    guard !state.waiting.isEmpty else {
                        state.isWatching = false
                        return nil
                    }
                    return state.readers.values.compactMap(\.client)
                }
                guard let clients else { return }
                let slowest = clients.map { ($0.stalled, $0) }.max { $0.0 < $1.0 }
                if let (stalled, client) = slowest, stalled >= stall { client.cutOff() }
            }
        }
    }
}

/// Memory that an answer has taken; given back when it is let go.
final class Share: Sendable {
    private struct Taken {
        var bytes: Int
        var reader: UInt64?
    }

    private let memory: AnswerMemory
    /// Whether it is of the memory of short answers; then it keeps its size.
    private let isShort: Bool
    private let taken: Mutex<Taken>

    fileprivate init(_ memory: AnswerMemory, _ bytes: Int, isShort: Bool = false) {
        self.memory = memory
        self.isShort = isShort
        taken = Mutex(Taken(bytes: bytes))
    }

    deinit {
        let (bytes, reader) = taken.withLock { ($0.bytes, $0.reader) }
        if let reader { memory.forget(reader) }
        if isShort { memory.giveBackShort(bytes) } else { memory.giveBack(bytes) }
    }

    var bytes: Int { taken.withLock { $0.bytes } }

    /// Takes or gives back what is missing to `bytes`; false if there was no room in time.
    ///
    /// One task at a time may do so.
    func resize(to bytes: Int) async -> Bool {
        let held = self.bytes
        if bytes < held {
            taken.withLock { $0.bytes = bytes }
            memory.giveBack(held - bytes)
        } else if bytes > held {
            guard await memory.take(bytes - held, beside: held) else { return false }
            taken.withLock { $0.bytes = bytes }
        }
        return true
    }

    /// Says who reads the answer, so that he can be cut off if he does not and others wait.
    func isFor(_ client: any AnswerClient) {
        let reader = memory.register(client)
        taken.withLock { $0.reader = reader }
    }
}
