package import TraceModel

/// A stage between receivers and exporters that changes batches or drops spans of them.
///
/// Runs on the thread of the receiver, several at once, before the batch is queued: so it must not
/// wait or keep spans back.
package protocol SpanProcessor: Sendable {
    /// Its name in metrics.
    var name: String { get }

    /// The batch that goes on in place of `batch`: the same spans changed, or some of them.
    ///
    /// Spans that are left out are counted as dropped.
    func process(_ batch: SpanBatch) -> SpanBatch
}
