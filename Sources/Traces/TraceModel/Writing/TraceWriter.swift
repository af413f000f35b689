/// A place that spans can be written to.
package protocol TraceWriter: Sendable {
    /// Stores the spans of `batch`; when it returns, they can be read.
    ///
    /// Spans of a trace may come in any number of batches and any order: all are kept. Of spans that are equal in every detail,
    /// which come when a sender tries a batch again, one may stand for all. What was not stored is in the receipt, never
    /// dropped in silence.
    func write(_ batch: SpanBatch) async throws(TraceWriterError) -> WriteReceipt
}

/// What became of a batch.
package struct WriteReceipt: Sendable, Equatable {
    /// Spans that are in the store, also those that it had already.
    package var storedSpans: Int
    package var refusedSpans: Int
    /// Why spans were refused, as a sentence; nil when none were.
    package var refusal: String?

    package init(storedSpans: Int, refusedSpans: Int = 0, refusal: String? = nil) {
        self.storedSpans = storedSpans
        self.refusedSpans = refusedSpans
        self.refusal = refusal
    }
}

/// Why a store took nothing of a batch.
package struct TraceWriterError: Error, Sendable, Equatable, CustomStringConvertible {
    /// Whether the same batch may be taken later.
    package var isRetryable: Bool
    /// One sentence that can be shown as it is.
    package var message: String

    package init(isRetryable: Bool, message: String) {
        self.isRetryable = isRetryable
        self.message = message
    }

    package var description: String { message }
}
