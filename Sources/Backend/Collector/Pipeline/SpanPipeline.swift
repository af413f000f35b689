import Synchronization
package import TraceModel

/// The way of spans from receivers through processors into the queue of an exporter.
///
/// Whoever offers learns at once what became of the batch, so a full queue reaches the sender.
package final class SpanPipeline: Sendable {
    /// What a processor was given and what it passed on, in spans.
    package struct Passage: Sendable, Equatable {
        package let processor: String
        package fileprivate(set) var incoming = 0
        package fileprivate(set) var outgoing = 0
    }

    package let exporter: StorageExporter
    private let processors: [any SpanProcessor]
    private let traffic: Mutex<[Passage]>

    /// Leads to `exporter`; `processors` are applied in their order.
    package init(
        processors: [any SpanProcessor] = [SanitizingProcessor()],
        exporter: StorageExporter
    ) {
        self.processors = processors
        self.exporter = exporter
        traffic = Mutex(processors.map { Passage(processor: $0.name) })
    }

    package var passages: [Passage] { traffic.withLock { $0 } }

    /// Processes and queues a batch, or refuses it whole.
    package func offer(_ batch: SpanBatch) -> SpanQueue.Offer {
        if let refusal = refusal(ofSpans: batch.count) { return refusal }
        var processed = batch
        var counts: [(incoming: Int, outgoing: Int)] = []
        for processor in processors {
            let incoming = processed.count
            processed = processor.process(processed)
            counts.append((incoming, processed.count))
        }
        traffic.withLock { passages in
            for (index, count) in counts.enumerated() {
                passages[index].incoming += count.incoming
                passages[index].outgoing += count.outgoing
            }
        }
        return exporter.offer(processed, leftOut: batch.count - processed.count)
    }

    /// Whether a batch of so many spans would not be refused for their number now.
    package func hasRoom(forSpans count: Int) -> Bool { exporter.hasRoom(forSpans: count) }

    /// What a batch of so many spans would be told now if there is no room for it, and counts it as told;
    /// nil when it may be offered.
    ///
    /// For receivers that know the number before they read the spans: saying no must not cost what taking
    /// them does.
    package func refusal(ofSpans count: Int) -> SpanQueue.Offer? {
        exporter.refusal(ofSpans: count)
    }
}
