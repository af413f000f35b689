import Synchronization
package import TraceModel

/// The way of spans from receivers through processors into the queue of an exporter.
///
/// A receiver enters through its ``PipelineInput`` and learns at once what became of a batch, so a full queue reaches
/// the sender.
package final class SpanPipeline: Sendable {
    package let exporter: StorageExporter
    /// Where batches are written before they count as taken; nil if they wait in memory alone.
    package let log: (any BatchLog)?
    private let processors: [any SpanProcessor]
    private let processed: Mutex<[ProcessorCounts]>
    private let received = Mutex<[ReceiverCounts]>([])

    /// The processors of every backend, in their order.
    package static var usualProcessors: [any SpanProcessor] { [SanitizingProcessor()] }

    /// Leads to `exporter`; `processors` are applied in their order.
    package init(
        processors: [any SpanProcessor] = usualProcessors,
        exporter: StorageExporter,
        log: (any BatchLog)? = nil
    ) {
        self.processors = processors
        self.log = log
        self.exporter = exporter
        processed = Mutex(processors.map { ProcessorCounts(processor: $0.name) })
    }

    /// What each processor was given and passed on, in their order.
    package var processorCounts: [ProcessorCounts] { processed.withLock { $0 } }

    /// What became of the spans of each receiver that has an input, in the order of their inputs.
    ///
    /// When no batch is being offered, those refused here are those that the queue refused.
    package var receiverCounts: [ReceiverCounts] { received.withLock { $0 } }

    /// The way in for a receiver; inputs of the same labels are counted together.
    package func input(for labels: ReceiverLabels) -> PipelineInput {
        received.withLock { counts in
            if let index = counts.firstIndex(where: { $0.labels == labels }) {
                return PipelineInput(pipeline: self, index: index)
            }
            counts.append(ReceiverCounts(labels))
            return PipelineInput(pipeline: self, index: counts.count - 1)
        }
    }

    /// Processes and queues a batch, or refuses it whole: before a processor works if there are too many spans.
    func offer(_ batch: SpanBatch) -> SpanQueue.Offer {
        if let refusal = exporter.refusal(ofSpans: batch.count) { return refusal }
        let result = process(batch)
        return exporter.offer(result, droppedByProcessors: batch.count - result.count)
    }

    /// Processes a batch, writes it to the log as it was sent, and queues it, or refuses it whole.
    ///
    /// - Parameters:
    ///   - batch: The spans.
    ///   - body: The same as they were sent.
    ///   - kind: What `body` is.
    ///   - log: Where it is written.
    /// - Returns: What became of it, once that is certain.
    func offer(
        _ batch: SpanBatch,
        body: [UInt8],
        kind: UInt16,
        to log: any BatchLog
    ) async -> SpanQueue.Offer {
        if let refusal = exporter.refusal(ofSpans: batch.count) { return refusal }
        let result = process(batch)
        let dropped = batch.count - result.count
        let offer = exporter.reserve(result, droppedByProcessors: dropped)
        guard offer == .taken, result.count > 0 else { return offer }
        return await withCheckedContinuation { continuation in
            log.append(body, kind: kind) { [exporter] written in
                // Here, so that batches are queued in the order of the log.
                switch written {
                case .success(let sequence):
                    var logged = result
                    logged.logSequence = sequence
                    exporter.enqueue(logged)
                    continuation.resume(returning: .taken)
                case .failure(let error):
                    exporter.cancel(result, droppedByProcessors: dropped)
                    continuation.resume(
                        returning: error.isRetryable ? .unwritten(error.message) : .tooLarge
                    )
                }
            }
        }
    }

    private func process(_ batch: SpanBatch) -> SpanBatch {
        var result = batch
        var counts: [(incoming: Int, outgoing: Int)] = []
        for processor in processors {
            let incoming = result.count
            result = processor.process(result)
            counts.append((incoming, result.count))
        }
        processed.withLock { processed in
            for (index, count) in counts.enumerated() {
                processed[index].incoming += count.incoming
                processed[index].outgoing += count.outgoing
            }
        }
        return result
    }

    func count(_ outcome: SpanQueue.Offer, ofSpans count: Int, from index: Int) {
        received.withLock { $0[index].add(count, outcome) }
    }
}
