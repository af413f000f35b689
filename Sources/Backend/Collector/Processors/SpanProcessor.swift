package import TraceModel

/// A stage between receivers and exporters: a batch comes in, and what is to become of it goes on.
///
/// Runs on the thread of the receiver, several at once, before the batch is queued: so it holds nothing back
/// and waits for nothing.
package protocol SpanProcessor: Sendable {
    /// What figures call it.
    var name: String { get }

    /// The batch that goes on in place of `batch`: the same spans changed, or some of them.
    ///
    /// Spans that are left out are counted as dropped.
    func process(_ batch: SpanBatch) -> SpanBatch
}
