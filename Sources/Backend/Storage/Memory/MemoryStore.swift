import Synchronization
package import TraceModel

/// Spans in memory, as columns, found through indexes; the oldest traces are deleted to make room for new ones.
///
/// Spans are written into an open block of up to 65,536 of them, which is then closed, and sealed into a segment in the background.
/// Readers work on a snapshot: segments and closed blocks never change, and of the open one they see what was there when they came.
/// So a search holds no lock while it runs, and a writer never waits for a search. Traces are numbered in
/// the order they were first seen; a row of a block knows its trace's number and where the trace's previous span is, and in a segment
/// the spans of a trace stand together.
///
/// Spans are kept as they are given: corrections are made before, by the processors. One that comes twice is kept once.
package final class MemoryStore: Sendable {
    package let limits: StoreLimits
    /// What is being written to; held for the length of a write, by one writer at a time.
    let writing: Mutex<OpenBlock>
    /// What was written last; held only within `writing`.
    let recent: Mutex<RecentSpans>
    /// Held while a block is sealed, so that they are sealed in their order.
    let sealing = Mutex<Void>(())
    /// What readers see; held only briefly.
    let state: Mutex<StoreState>

    package init(limits: StoreLimits = StoreLimits()) {
        self.limits = limits
        writing = Mutex(OpenBlock(firstRow: 0, firstOrdinal: 0))
        recent = Mutex(RecentSpans(bytes: limits.bytes))
        state = Mutex(StoreState(limits: limits))
    }

    /// What the store has done and holds.
    package var counts: StoreCounts {
        state.withLock { state in
            var counts = state.counts
            counts.heldTraces = state.traces.count
            counts.heldBytes = state.heldBytes
            counts.omittedOperations = state.catalogue.omitted
            counts.continuedTraces = state.traces.continuedCount
            return counts
        }
    }

    /// What is stored at this moment.
    func snapshot() -> Snapshot { state.withLock { $0.snapshot } }
}

/// What writers and readers of a ``MemoryStore`` share.
struct StoreState {
    var traces: TraceTable
    var catalogue: OperationCatalogue
    /// Which of the open block's operations are listed, and those of the other parts.
    var openListing = OperationCatalogue.Listing()
    private var closedListings: [OperationCatalogue.Listing] = []
    var counts = StoreCounts()
    /// The queues of followers.
    var followers: [ArrivalQueueReference] = []
    /// Segments, oldest first.
    private var segments: [StoredSegment] = []
    /// Closed blocks that are to be sealed, oldest first.
    private(set) var waiting: [Block] = []
    /// Bytes of both.
    private var closedBytes = 0
    /// The open block as it was after the last write, if it has rows.
    private(set) var open: Block?

    init(limits: StoreLimits) {
        traces = TraceTable(mostRecent: limits.rememberedTraces)
        catalogue = OperationCatalogue(
            mostOperations: limits.operations,
            mostPerService: limits.operationsPerService,
            mostBytes: limits.operationBytes
        )
    }

    var heldBytes: Int {
        closedBytes + (open?.heldBytes ?? 0) + traces.heldBytes + catalogue.heldBytes
    }

    var snapshot: Snapshot {
        Snapshot(
            parts: segments.map { .segment($0) } + waiting.map { .block($0) }
                + (open.map { [.block($0)] } ?? []),
            oldestOrdinal: traces.oldest,
            nextOrdinal: traces.next
        )
    }

    /// Shows readers the open block as it is now.
    mutating func publish(open block: Block) { open = block }

    /// Takes the open block, which has stopped growing, as one that waits to be sealed.
    mutating func close(_ block: Block) {
        waiting.append(block)
        closedListings.append(openListing)
        openListing = OperationCatalogue.Listing()
        closedBytes += block.heldBytes
        open = nil
    }

    /// Puts the segment that the oldest block was sealed into in its place, unless the block is gone.
    mutating func replaceOldest(_ block: Block, by segment: StoredSegment) {
        guard waiting.first === block else { return }
        waiting.removeFirst()
        segments.append(segment)
        closedBytes += segment.heldBytes - block.heldBytes
    }

    /// Drops the oldest traces until the limits hold, and returns parts that are not needed any more, to
    /// be freed outside the lock.
    mutating func evict(to limits: StoreLimits) -> [StorePart] {
        if traces.count > limits.traces {
            drop(below: traces.next - UInt64(limits.traces))
        }
        var freed = freeParts()
        while heldBytes > limits.bytes, closedCount > 0 {
            drop(below: firstOrdinal(after: 0))
            freed += freeParts()
        }
        return freed
    }

    private mutating func drop(below ordinal: UInt64) {
        let dropped = traces.drop(below: ordinal)
        counts.evictedTraces += dropped.traces
        counts.evictedSpans += dropped.spans
    }

    /// Number of parts but for the open block.
    private var closedCount: Int { segments.count + waiting.count }

    private func closedPart(_ index: Int) -> StorePart {
        index < segments.count
            ? .segment(segments[index]) : .block(waiting[index - segments.count])
    }

    /// Removes the oldest parts, as long as every trace in them is evicted.
    private mutating func freeParts() -> [StorePart] {
        var count = 0
        while count < closedCount, firstOrdinal(after: count) <= traces.oldest { count += 1 }
        guard count > 0 else { return [] }
        let freed = (0..<count).map { closedPart($0) }
        for (part, listing) in zip(freed, closedListings) {
            for place in 0..<part.operationCount {
                let (service, operation) = part.operation(at: place)
                catalogue.remove(service: service, operation, at: place, in: listing)
            }
        }
        waiting.removeFirst(max(0, count - segments.count))
        segments.removeFirst(min(count, segments.count))
        closedListings.removeFirst(count)
        closedBytes -= freed.reduce(0) { $0 + $1.heldBytes }
        return freed
    }

    /// Traces that begin in a part or before it have ordinals below this.
    private func firstOrdinal(after index: Int) -> UInt64 {
        if index + 1 < closedCount { return closedPart(index + 1).firstOrdinal }
        return open?.firstOrdinal ?? traces.next
    }
}
