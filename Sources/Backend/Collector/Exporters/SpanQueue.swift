package import TraceModel

/// Batches between a receiver and a store, bounded in spans and in bytes: decisions and counts, no waiting.
///
/// What is being written counts as queued until the store has answered, so at all times
/// `received = stored + refused + dropped + queued`.
package struct SpanQueue: Sendable {
    /// How much may wait and be written at once.
    package struct Limits: Sendable, Equatable {
        package var spans: Int
        package var bytes: Int

        package init(spans: Int = 200_000, bytes: Int = 128 << 20) {
            self.spans = max(spans, 1)
            self.bytes = max(bytes, 1)
        }
    }

    /// The outcome of an offer.
    package enum Offer: Sendable, Equatable {
        case taken
        /// There is no room now: worth another try.
        case full
        /// It would not fit into an empty queue: not worth another try.
        case tooLarge
        /// The queue takes nothing any more.
        case closed
        /// It could not be written to the log: worth another try. The reason follows on “the batch cannot be kept: ”.
        case unwritten(String)
    }

    package let limits: Limits
    package private(set) var counts = SpanCounts()
    package private(set) var isClosed = false
    /// Batches that wait, oldest first, from `first` on; those before it are let go.
    private var waiting: [SpanBatch?] = []
    private var first = 0
    private var writing: SpanBatch?

    package init(limits: Limits = Limits()) {
        self.limits = limits
    }

    /// Takes a batch or refuses it whole; one without spans is always taken, and not queued.
    ///
    /// `dropped` is the number of spans that came with the batch and that a processor left out: they count as dropped
    /// if the batch is taken, and as refused with it if it is not.
    package mutating func offer(_ batch: SpanBatch, droppedByProcessors dropped: Int = 0) -> Offer {
        let offer = reserve(batch, droppedByProcessors: dropped)
        if offer == .taken { enqueue(batch) }
        return offer
    }

    /// Takes room for a batch, which then counts as queued, or refuses it whole.
    ///
    /// What was taken is followed by ``enqueue(_:)`` or ``cancel(_:droppedByProcessors:)``.
    package mutating func reserve(
        _ batch: SpanBatch,
        droppedByProcessors dropped: Int = 0
    ) -> Offer {
        let offer = batch.count > 0 ? judge(spans: batch.count, bytes: batch.byteCount) : .taken
        counts.received += batch.count + dropped
        guard offer == .taken else {
            counts.refusedByQueue += batch.count + dropped
            return offer
        }
        counts.droppedByProcessors += dropped
        guard batch.count > 0 else { return offer }
        counts.queued += batch.count
        counts.queuedBytes += batch.byteCount
        return offer
    }

    /// Lets a batch for which room was taken wait to be written, behind all others.
    package mutating func enqueue(_ batch: SpanBatch) {
        if batch.count > 0 { waiting.append(batch) }
    }

    /// Gives back the room that was taken for a batch, which was refused after all.
    package mutating func cancel(_ batch: SpanBatch, droppedByProcessors dropped: Int = 0) {
        counts.queued -= batch.count
        if batch.count > 0 { counts.queuedBytes -= batch.byteCount }
        counts.droppedByProcessors -= dropped
        counts.refusedByQueue += batch.count + dropped
    }

    /// Whether a batch waits, and none is being written.
    package var hasNext: Bool { writing == nil && first < waiting.count }

    /// Whether there is room for so many spans, whatever their size.
    package func hasRoom(spans: Int) -> Bool { judge(spans: spans, bytes: 1) == .taken }

    /// Refuses a batch of so many spans if there is no room for it, whatever its size; nil if there is.
    package mutating func refuse(spans: Int) -> Offer? {
        guard spans > 0 else { return nil }
        let offer = judge(spans: spans, bytes: 1)
        guard offer != .taken else { return nil }
        counts.received += spans
        counts.refusedByQueue += spans
        return offer
    }

    private func judge(spans: Int, bytes: Int) -> Offer {
        if isClosed { return .closed }
        guard spans <= limits.spans, bytes <= limits.bytes else { return .tooLarge }
        guard counts.queued + spans <= limits.spans, counts.queuedBytes + bytes <= limits.bytes
        else { return .full }
        return .taken
    }

    /// The next batch to be written; nil when none waits or one is being written.
    package mutating func next() -> SpanBatch? {
        guard writing == nil, first < waiting.count else { return nil }
        swap(&writing, &waiting[first])
        first += 1
        if first == waiting.count || first > 256 {
            waiting.removeFirst(first)
            first = 0
        }
        return writing
    }

    /// The batch being written was stored or refused; what the receipt does not account for was dropped.
    package mutating func finish(_ receipt: WriteReceipt) {
        guard let batch = takeWritten() else { return }
        let stored = min(max(receipt.storedSpans, 0), batch.count)
        let refused = min(max(receipt.refusedSpans, 0), batch.count - stored)
        counts.stored += stored
        counts.refusedByStore += refused
        counts.droppedByExporter += batch.count - stored - refused
    }

    /// The batch being written failed; it stays the one being written, to be tried again.
    package mutating func countFailedWrite() {
        counts.failedWrites += 1
    }

    /// The batch being written is dropped.
    package mutating func dropWriting() {
        guard let batch = takeWritten() else { return }
        counts.droppedByExporter += batch.count
    }

    /// Drops everything that waits.
    package mutating func dropWaiting() {
        while next() != nil { dropWriting() }
    }

    /// Takes nothing from now on.
    package mutating func close() { isClosed = true }

    /// Whether nothing waits and nothing is being written.
    package var isEmpty: Bool { counts.queued == 0 }

    /// Removes the batch being written.
    private mutating func takeWritten() -> SpanBatch? {
        guard let batch = writing else { return nil }
        writing = nil
        counts.queued -= batch.count
        counts.queuedBytes -= batch.byteCount
        return batch
    }
}
