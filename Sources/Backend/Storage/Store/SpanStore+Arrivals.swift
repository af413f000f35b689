import Synchronization
import TraceAnalysis
package import TraceModel

extension SpanStore {
    /// Whole traces, as they are when taken; those evicted before that count as skipped, although no search
    /// finds them either.
    package func arrivals() -> AsyncStream<ArrivalBatch>? {
        let queue = ArrivalQueue()
        state.withLock { $0.followers.append(ArrivalQueueReference(queue: queue)) }
        return AsyncStream {
            guard let waiting = await queue.next() else { return nil }
            return self.batch(of: waiting)
        } onCancel: {
            queue.finish()
        }
    }

    private func batch(of waiting: ArrivalQueue.Waiting) -> ArrivalBatch {
        let traces = gather(waiting.ordinals.sorted())
        return ArrivalBatch(
            traces.map {
                Arrival(summary: TraceSummary($0), calls: $0.serviceCalls(), trace: $0)
            },
            skippedTraces: waiting.skipped + waiting.ordinals.count - traces.count
        )
    }
}

extension StoreState {
    /// Tells followers which traces came or grew.
    mutating func announce(_ ordinals: some Sequence<UInt64>) {
        guard !followers.isEmpty else { return }
        followers.removeAll { $0.queue == nil }
        for follower in followers { follower.queue?.add(ordinals) }
    }
}
