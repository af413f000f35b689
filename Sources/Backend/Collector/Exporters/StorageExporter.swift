import Synchronization
package import TraceModel

/// Writes what is offered into a store, one batch after the other, behind a bounded queue.
///
/// An offer never waits: a full queue says so, and the sender is asked to try again. A write that may succeed later
/// is tried again with growing pauses while the queue fills up; one that may not is dropped and counted. Call
/// ``stop(grace:)`` before the last reference goes.
package final class StorageExporter: Sendable {
    fileprivate struct State {
        var queue: SpanQueue
        var sleeper: CheckedContinuation<Void, Never>?
        var task: Task<Void, Never>?
    }

    /// Something for the log.
    package enum Event: Sendable, Equatable {
        case writeFailed(message: String, willRetry: Bool)
        case spansRefused(count: Int, reason: String)
        case spansDropped(count: Int)
    }

    private let state: Mutex<State>
    private let writer: any TraceWriter
    private let report: @Sendable (Event) -> Void
    private let firstPause: Duration

    /// Starts to write.
    ///
    /// - Parameters:
    ///   - writer: Where the spans go.
    ///   - limits: How much may wait.
    ///   - firstPause: How long to wait after a failed write; doubled each time, up to 5 s.
    ///   - report: Called with what an operator should know; must not block.
    package init(
        writer: any TraceWriter,
        limits: SpanQueue.Limits = SpanQueue.Limits(),
        firstPause: Duration = .milliseconds(100),
        report: @escaping @Sendable (Event) -> Void = { _ in }
    ) {
        self.writer = writer
        self.report = report
        self.firstPause = firstPause
        state = Mutex(State(queue: SpanQueue(limits: limits)))
        let task = Task { await self.run() }
        state.withLock { $0.task = task }
    }

    package var counts: SpanCounts { state.withLock { $0.queue.counts } }

    package var limits: SpanQueue.Limits { state.withLock { $0.queue.limits } }

    /// Whether there is room for so many spans.
    func hasRoom(forSpans count: Int) -> Bool { state.withLock { $0.queue.hasRoom(spans: count) } }

    /// Refuses a batch of so many spans if there is no room for it; nil if there is.
    func refusal(ofSpans count: Int) -> SpanQueue.Offer? {
        state.withLock { $0.queue.refuse(spans: count) }
    }

    /// Queues a batch or refuses it; returns at once.
    ///
    /// `dropped` is the number of spans that came with the batch and that a processor left out.
    package func offer(_ batch: SpanBatch, droppedByProcessors dropped: Int = 0) -> SpanQueue.Offer
    {
        let (offer, sleeper) = state.withLock { state in
            let offer = state.queue.offer(batch, droppedByProcessors: dropped)
            return (offer, offer == .taken ? state.takeSleeper() : nil)
        }
        sleeper?.resume()
        return offer
    }

    /// Takes room for a batch or refuses it; what was taken is followed by ``enqueue(_:)`` or ``cancel(_:droppedByProcessors:)``.
    func reserve(_ batch: SpanBatch, droppedByProcessors dropped: Int) -> SpanQueue.Offer {
        state.withLock { $0.queue.reserve(batch, droppedByProcessors: dropped) }
    }

    /// Queues a batch for which room was taken; returns at once.
    func enqueue(_ batch: SpanBatch) {
        let sleeper = state.withLock { state in
            state.queue.enqueue(batch)
            return state.takeSleeper()
        }
        sleeper?.resume()
    }

    /// Refuses a batch for which room was taken.
    func cancel(_ batch: SpanBatch, droppedByProcessors dropped: Int) {
        state.withLock { $0.queue.cancel(batch, droppedByProcessors: dropped) }
    }

    /// Takes nothing from now on, writes what waits for `grace` at most, and drops and counts the rest.
    package func stop(grace: Duration) async {
        let (task, sleeper) = state.withLock { state in
            state.queue.close()
            return (state.task, state.takeSleeper())
        }
        sleeper?.resume()
        guard let task else { return }
        let limit = Task {
            try await Task.sleep(for: grace)
            task.cancel()
        }
        await task.value
        limit.cancel()
    }

    private func run() async {
        while let batch = await nextBatch() { await write(batch) }
        let dropped = state.withLock { state in
            let before = state.queue.counts.dropped
            state.queue.dropWaiting()
            return state.queue.counts.dropped - before
        }
        if dropped > 0 { report(.spansDropped(count: dropped)) }
    }

    /// The next batch; nil when there will be none, or no more time for it.
    private func nextBatch() async -> SpanBatch? {
        while !Task.isCancelled {
            let (batch, isClosed) = state.withLock { ($0.queue.next(), $0.queue.isClosed) }
            if let batch { return batch }
            if isClosed { return nil }
            await withCheckedContinuation { continuation in
                let mayGoOn = state.withLock { state in
                    // A batch that came in between found nobody to wake.
                    guard !state.queue.hasNext, !state.queue.isClosed else { return true }
                    state.sleeper = continuation
                    return false
                }
                if mayGoOn { continuation.resume() }
            }
        }
        return nil
    }

    private func write(_ batch: SpanBatch) async {
        var pause = firstPause
        while true {
            do throws(TraceWriterError) {
                let receipt = try await writer.write(batch)
                state.withLock { $0.queue.finish(receipt) }
                if receipt.refusedSpans > 0 {
                    let reason = receipt.refusal ?? "the store refused them"
                    report(.spansRefused(count: receipt.refusedSpans, reason: reason))
                }
                return
            } catch {
                state.withLock { $0.queue.countFailedWrite() }
                report(.writeFailed(message: error.message, willRetry: error.isRetryable))
                let mayRetry = error.isRetryable
                let hasSlept = mayRetry ? (try? await Task.sleep(for: pause)) != nil : false
                guard hasSlept else {
                    state.withLock { $0.queue.dropWriting() }
                    report(.spansDropped(count: batch.count))
                    return
                }
                pause = min(pause * 2, .seconds(5))
            }
        }
    }
}

extension StorageExporter.State {
    fileprivate mutating func takeSleeper() -> CheckedContinuation<Void, Never>? {
        defer { sleeper = nil }
        return sleeper
    }
}
