package import TraceModel

/// The way into a pipeline for one receiver, whose spans are counted apart.
///
/// A receiver asks for a refusal before it reads the spans of a request, and offers them when it has.
package struct PipelineInput: Sendable {
    let pipeline: SpanPipeline
    /// The place of this receiver's counts.
    let index: Int

    /// Refuses a request for the number of its spans, before they are read.
    ///
    /// A refusal should cost less than reading the spans. So they are counted only where there might be no room.
    ///
    /// - Parameters:
    ///   - most: A number that the spans of the request do not exceed.
    ///   - count: The number of spans; nil where it is not known before they are read.
    /// - Returns: Why the spans were refused, and counted as such; nil if they may be read and offered.
    package func refusal(ofAtMost most: Int, count: () -> Int?) -> SpanQueue.Offer? {
        if pipeline.exporter.hasRoom(forSpans: most) { return nil }
        guard let spans = count(), let refusal = pipeline.exporter.refusal(ofSpans: spans) else {
            return nil
        }
        pipeline.count(refusal, ofSpans: spans, from: index)
        return refusal
    }

    /// Where batches are written before they count as taken; then they are offered with their bodies.
    var log: (any BatchLog)? { pipeline.log }

    /// Processes a batch, writes it to the log as it was sent, and queues it, or refuses it whole.
    func offer(
        _ batch: SpanBatch,
        body: [UInt8],
        kind: UInt16,
        to log: any BatchLog
    ) async -> SpanQueue.Offer {
        let outcome = await pipeline.offer(batch, body: body, kind: kind, to: log)
        pipeline.count(outcome, ofSpans: batch.count, from: index)
        return outcome
    }

    /// Processes and queues a batch, or refuses it whole.
    package func offer(_ batch: SpanBatch) -> SpanQueue.Offer {
        let outcome = pipeline.offer(batch)
        pipeline.count(outcome, ofSpans: batch.count, from: index)
        return outcome
    }
}
