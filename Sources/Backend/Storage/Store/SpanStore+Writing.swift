import Synchronization
package import TraceModel

extension SpanStore: TraceWriter {
    /// Stores the spans of `batch`, and evicts the oldest traces if there is no room.
    ///
    /// Spans of the trace id zero, which names no trace, and spans larger than ``StoreLimits/spanBytes`` are refused. A span that
    /// is in the store already, as after a batch that was sent twice, is not stored again, as long as its trace is small or ``RecentSpans`` knows it.
    ///
    /// - Complexity: O(spans and attributes), and once O(bytes) of each distinct text.
    package func write(_ batch: SpanBatch) -> WriteReceipt {
        var freed: [StorePart] = []
        let receipt = writing.withLock { open in
            var run = WriteRun(batch.columns, largestSpan: limits.spanBytes) {
                self.snapshot()
            }
            // What is sealed from the log is sealed by whole batches, so these are not divided without need.
            if disk != nil, !open.hasRoom(for: batch, bytes: limits.blockBytes) {
                freed += close(&open)
            }
            var isDivided = false
            while run.choosePart(in: &open, blockBytes: limits.blockBytes) {
                run.resolveTraces(in: state)
                recent.withLock { run.append(to: &open, &$0) }
                let view = open.view()
                let isFull = open.isFull(bytes: limits.blockBytes)
                let names = run.takeNewOperations(of: view)
                freed += state.withLock { state in
                    run.note(in: &state)
                    state.publish(open: view)
                    if !state.followers.isEmpty { state.announce(run.touchedOrdinals) }
                    for (service, operation) in names {
                        state.catalogue.add(service: service, operation, in: &state.openListing)
                    }
                    return isFull ? [] : state.evict(to: limits)
                }
                guard isFull, !(disk != nil && run.isAtEnd) else { continue }
                run.startNewBlock()
                freed += close(&open, isWithinBatch: true)
                isDivided = true
            }
            if let sequence = batch.logSequence {
                state.withLock { $0.lastSequence = max($0.lastSequence, sequence) }
            }
            if disk != nil, isDivided || open.isFull(bytes: limits.blockBytes) {
                freed += close(&open)
            }
            return run.receipt
        }
        if receipt.refusedSpans > 0 {
            state.withLock { $0.counts.refusedSpans += receipt.refusedSpans }
        }
        // Freeing a part takes a while: it is done when no lock is held.
        freed.removeAll()
        return receipt
    }

    /// Closes the open block, if it has rows, and begins the next.
    func close(_ open: inout OpenBlock, isWithinBatch: Bool = false) -> [StorePart] {
        guard open.count > 0 else { return [] }
        let next = OpenBlock(
            firstRow: open.firstRow + UInt64(open.count),
            firstOrdinal: state.withLock { $0.traces.next }
        )
        let full = exchange(&open, for: next)
        let block = full.view()
        let (freed, isBehind) = state.withLock { state in
            state.close(block, isWithinBatch: isWithinBatch)
            return (state.evict(to: limits), state.waiting.count > Self.mostWaiting)
        }
        if isBehind { _ = sealOldest() }
        sealSoon()
        return freed
    }
}

private func exchange(_ open: inout OpenBlock, for next: consuming OpenBlock) -> OpenBlock {
    let old = open
    open = next
    return old
}

extension OpenBlock {
    /// Whether the next span belongs in another block.
    func isFull(bytes: Int) -> Bool { count >= Self.mostRows || usedBytes >= bytes }

    /// Whether all of a batch belongs in this block, or no block has room for it.
    func hasRoom(for batch: SpanBatch, bytes: Int) -> Bool {
        count == 0
            || count + batch.count <= Self.mostRows && usedBytes + batch.byteCount <= bytes
    }
}
